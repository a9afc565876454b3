import type { Row, Sheet } from '../../../launch/sheet.ts';
import type { Setting } from './settings.ts';

/** The production configuration on one page, secrets masked. @param files those in which ids stand */
export function settingsSheet(place: string, files: readonly string[], settings: readonly Setting[]): Sheet {
  return {
    headline: 'The deploy itself is a configuration change. The base URL stays the same.',
    blocks: [
      {
        kind: 'rows',
        title: `Secrets in ${place}${files.length === 0 ? '' : `, ids in ${files.join(', ')}`}`,
        rows: settings.map(settingRow),
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: 'Bring these to where the service runs, and deploy. Secrets are masked here; their place holds them in full.',
      },
    ],
  };
}

function settingRow({ name, secret, value, missing, note }: Setting): Row {
  return {
    label: name,
    value: secret?.masked() ?? value ?? missing ?? '',
    detail: note,
    ...(missing === undefined ? {} : { tone: 'attention' as const }),
  };
}

/** The same page with the secrets in full, for pasting. It is for a screen that leaves nothing behind. */
export function revealedSettings(settings: readonly Setting[]): Sheet {
  return {
    headline: 'The production configuration, secrets in full. Widen the window until no line is broken, then copy.',
    blocks: [
      {
        kind: 'verbatim',
        lines: settings.flatMap(({ name, secret, value }) => {
          const text = secret?.reveal() ?? value;
          return text === undefined ? [] : [`${name}=${text}`];
        }),
      },
      {
        kind: 'text',
        tone: 'attention',
        text: 'Whoever has the key can charge and refund on your account. Nothing of this page stays in the terminal when it is hidden.',
      },
    ],
  };
}

export const words = {
  reading: 'Reading back the production settings',
  notThere: 'not there',
  notGivenBack: 'not given back',
  endpointSecret: 'step 4, the live endpoint’s',
  fromStep: (step: number) => `step ${step}`,
  shown: 'The secrets are on the screen until you hide them, five minutes at most.',
  hide: 'hide the secrets',
};
