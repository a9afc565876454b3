import type { Block, Item, Sheet } from '../../launch/sheet.ts';
import type { Target } from '../target.ts';
import type { UndoItem } from './item.ts';

/** Every sentence of taking a launch back. */
export const words = {
  listing: 'Looking at what the launch made',
  remove: (title: string): string => title.replace(/^Re-create/, 'Take back'),
  archive: (title: string, id: string): string =>
    `${title.replace(/^Re-create/, id.startsWith('pmdom_') ? 'Switch off' : 'Archive')} (${id})`,
  archiveEffect: (id: string): string => {
    if (id.startsWith('pmdom_')) return 'Apple Pay and Google Pay show there no more. It can be switched on again.';
    return /^p(?:romo|code)_/.test(id)
      ? 'Nobody can redeem it any more. That is for good: Flint has no way back.'
      : 'It cannot be sold any more, nor named in new orders. Flint documents no way back, and its SKU may stay taken.';
  },
  objectsEffect:
    'Archiving is for good: Flint documents no way back, and a SKU may stay taken, so that nothing new can have it.',
  lookInDashboard: 'Look for it in the dashboard.',
  needsKey: 'There is no production key to do it with. Set FLINT_API_KEY, or do it in the dashboard.',
  deleteEndpoint: (url: string): string => `Delete the webhook endpoint ${url}`,
  deleteEndpointEffect: 'Flint then sends no events to it, and its signing secret is gone for good.',
  setUrlBack: (url: string): string => `Set the URL of the webhook endpoint back to ${url}`,
  setUrlBackEffect: 'Flint then sends its events there again.',
  setEventsBack: 'Set the events of the webhook endpoint back',
  setEventsBackEffect: (enabled: boolean): string =>
    `It gets the events that it had before the launch${enabled ? '' : ', and is switched off again'}.`,
  revokeKey: (id: string): string => `Revoke the key that the launch made (${id})`,
  revokeKeyEffect: 'It stops working at once, everywhere. A revoked key does not come back.',
  revokeKeyInUseEffect:
    'This is the key in use: your deployed service stops working at once, everywhere. A revoked key does not come back.',
  revokeKeyPerhapsInUseEffect:
    'The launch stored this key, and which key is stored now cannot be read: if your deployed service uses this one, it stops working at once, everywhere. A revoked key does not come back.',
  settingsBack: (fields: readonly string[], group: string): string =>
    `Set ${fields.join(', ')} of the settings ${group} back`,
  settingsBackEffect: 'They get the values that they had before the launch.',
  settingsBackInPart: (unset: readonly string[]): string =>
    `They get the values that they had before the launch. Not set before, and left as it is: ${unset.join(', ')}.`,
  wasNotSet: 'What it was before is not known, or it was not set; Flint may have no way to unset it.',
  closePage: 'Close the checkout page',
  closePageEffect: 'Nobody can pay on it any more. Nothing has moved.',
  pageIsOver: 'It is over: it was paid, has expired or is closed.',
  takeOut: (variable: string, where: string): string => `Take ${variable} out of ${where}`,
  takeOutEffect: (variable: string): string =>
    variable === 'FLINT_API_KEY'
      ? 'The key stays valid at Flint, and this may be the only copy of it: Flint shows no key twice.'
      : 'This may be the only copy of it: Flint shows no secret twice.',
  takeOutByHand: (where: string): string => `Take it out of ${where} yourself.`,
  idsBack: (file: string): string => `Put the test-mode ids back into ${file}`,
  idsBackEffect:
    'Only the ids of what the launch made change; every other byte stays, and so do ids that live had before the launch.',
  idsByHand: 'Change it yourself; git has the former version.',
  outcomeUnknown:
    'It was sent and its answer was lost, so it may be there or not. Look for it in the dashboard, or let the launch go on once to find out.',
  wasThere: 'It was there before the launch, so it is left as it is.',
  // Whoever stops the program between storing a value and noting that leaves one that looks as if it had been there.
  layThere: 'It lay there when the launch first looked, and may be from before it, so it is left as it is.',
  changedSince:
    'Somebody changed it after the launch did, so it is left as it is. Set it in the dashboard if it is to be otherwise.',
  changedMeanwhile: (what: string): string => `${what} was changed by somebody else since the launch set it.`,
  changedInPart: (fields: readonly string[]): string =>
    `Changed by somebody else since, and left as it is: ${fields.join(', ')}.`,

  ask: (title: string): string => `${title}?`,
  left: (title: string): string => `${title}: left as it is.`,
  failed: (title: string, why: string): string => `${title}: not done. ${why}`,
  nothing: 'There is nothing that could be taken back here.',
};

/** Everything that the launch made, in reverse order: what can be taken back, what only by hand, and what not at all. */
export function listSheet(target: Target, items: readonly UndoItem[]): Sheet {
  const possible = items.filter((item) => item.kind === 'possible');
  return {
    headline:
      possible.length === 0
        ? words.nothing
        : `${count(possible.length, 'thing')} of this launch can be taken back${target.name === 'live' ? ', in live' : ''}.`,
    blocks: [
      ...listBlocks(possible),
      ...(possible.some(({ group }) => group === 'objects')
        ? [{ kind: 'text' as const, text: words.objectsEffect, tone: 'attention' as const }]
        : []),
      ...listBlocks(items.filter((item) => item.kind !== 'possible')),
    ],
  };
}

/** Which of how many is asked for; what it is stands in the question. */
export function itemSheet(number: number, all: number): Sheet {
  return { headline: `${number} of ${all}, last made first.`, blocks: [] };
}

/** How it ended: what was taken back, what was left, and what never could be. */
export function endSheet(
  taken: readonly string[],
  left: readonly string[],
  items: readonly UndoItem[],
  command: string,
): Sheet {
  const rest = items.filter((item) => item.kind !== 'possible');
  return {
    headline: taken.length === 0 ? 'Nothing was taken back.' : `${count(taken.length, 'thing')} taken back.`,
    blocks: [
      ...lists(
        'Taken back',
        taken.map((text) => ({ text, tone: 'proved' })),
      ),
      ...lists(
        'Left as it is',
        left.map((text) => ({ text })),
      ),
      ...listBlocks(rest),
      ...(taken.length === 0
        ? []
        : [
            {
              kind: 'text' as const,
              text: `To launch again, begin another launch: ${command}. Deploy what changed in your settings.`,
            },
          ]),
    ],
  };
}

function listBlocks(items: readonly UndoItem[]): readonly Block[] {
  const of = (kind: UndoItem['kind']): Item[] => onceEach(items.filter((item) => item.kind === kind).map(itemOf));
  return [
    ...lists('Can be taken back, last made first', of('possible')),
    ...lists('Only by hand', of('by hand')),
    ...lists('Cannot be taken back', of('impossible')),
  ];
}

function itemOf(item: UndoItem): Item {
  switch (item.kind) {
    case 'possible':
      // What holds for every object is said once, below.
      return item.group === undefined ? { text: item.title, detail: item.effect } : { text: item.title };
    case 'by hand':
      return { text: item.title, detail: item.how };
    case 'impossible':
      return { text: item.title, detail: item.because };
  }
}

function lists(title: string, items: readonly Item[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: 'lists', lists: [{ title, items }] }];
}

/** The same words twice say no more than once. */
function onceEach(items: readonly Item[]): Item[] {
  return items.filter(
    (item, index) => items.findIndex(({ text, detail }) => text === item.text && detail === item.detail) === index,
  );
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
