import type { Row, Sheet } from '../../../launch/sheet.ts';
import type { SettingsCaution, SettingsDifference } from '../../../recreate/settings-plan.ts';

/** The settings in which live is not like the sandbox, field by field. */
export function settingsSheet(differences: readonly SettingsDifference[]): Sheet {
  return {
    headline: 'Settings that your sandbox has changed, and live has otherwise.',
    blocks: [
      {
        kind: 'rows',
        rows: differences.map(
          ({ name, inSandbox, inProduction, caution, byHand }): Row => ({
            label: name,
            value: `${inProduction} → ${inSandbox}`,
            ...(byHand !== undefined
              ? { detail: obstacles[byHand], tone: 'attention' }
              : caution !== undefined
                ? { detail: cautions[caution], tone: 'attention' }
                : { tone: 'waiting' }),
          }),
        ),
      },
      {
        kind: 'text',
        tone: 'quiet',
        text: 'Live is on the left, the sandbox on the right. Nothing but what you pick is changed.',
      },
    ],
  };
}

const cautions: Readonly<Record<SettingsCaution, string>> = {
  mail: 'It decides whether real customers get mail.',
  address: 'It holds an address; see that it is not one of your tests.',
  'unknown group': 'What this group does is not documented.',
};

const obstacles: Readonly<Record<NonNullable<SettingsDifference['byHand']>, string>> = {
  'names an id': 'It names an object of the sandbox. Choose its live counterpart in the dashboard.',
  'tax identity': 'Tax identities are not copied. Enter yours in the dashboard.',
  'live only': 'A domain of your own is set up in live mode alone, in the dashboard.',
};

export const words = {
  comparingSettings: 'Comparing the settings of both modes',
  settingsNote: 'Fields that reach customers or hold addresses are not picked beforehand.',
  settingDetail: (inSandbox: string, inProduction: string, caution: SettingsCaution | undefined) =>
    [`Sandbox: ${inSandbox}. Live: ${inProduction}.`, ...(caution === undefined ? [] : [cautions[caution]])].join(' '),
  settingDiffers: (names: readonly string[]) => `Live does not read back as it was set: ${names.join(', ')}.`,
  settingsUnread: (why: string) => `the settings of both modes could not be compared (${why.replace(/\.$/, '')})`,
  openSetting: (name: string) => `the setting ${name} has to be looked at by hand`,
};
