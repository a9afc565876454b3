import { copy } from '../copy.ts';
import type { KeyBinding, Situation } from './screen.ts';

/** The keys that work on every screen where nothing is typed: going back, help, leaving. */
export function standingKeys({ actions }: Situation): KeyBinding[] {
  return [
    { key: 'b', label: copy.keyBack, run: () => actions.change((local) => ({ ...local, overlay: 'answers' })) },
    { key: '?', label: copy.keyHelp, run: () => actions.change((local) => ({ ...local, overlay: 'help' })) },
    { key: 'q', label: copy.keyLeave, run: actions.leave },
  ];
}

/** The keys of a list, which listens to them itself. */
export const listKeys: readonly KeyBinding[] = [
  { key: 'return', shown: 'Enter', label: copy.keyPick },
  { key: 'up down', shown: copy.keysOfList, label: copy.keyMove },
];

/** `o` opens the first page that the sheet offers; only addresses of the web are opened. */
export function linkKeys({ state, actions }: Situation): KeyBinding[] {
  const link = state.sheet?.blocks.find((block) => block.kind === 'link');
  if (!link || !isWebAddress(link.url)) return [];
  return [{ key: 'o', label: copy.keyOpen(link.purpose), run: () => actions.openLink(link.url) }];
}

/** The keys without those that an earlier one has taken. */
export function withoutClashes(keys: readonly KeyBinding[]): KeyBinding[] {
  return keys.filter((binding, index) => keys.findIndex(({ key }) => key === binding.key) === index);
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['https:', 'http:'].includes(new URL(url).protocol);
}
