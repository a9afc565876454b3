import type { Moment } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import type { KeyBinding, Situation } from './screen.ts';

/** The keys that work on every screen where nothing is typed: going back, help, leaving. */
export function standingKeys({ actions }: Situation): KeyBinding[] {
  return [
    {
      key: 'b',
      label: copy.keyBack,
      minor: true,
      run: () => actions.change((local) => ({ ...local, overlay: 'answers' })),
    },
    { key: '?', label: copy.keyHelp, run: () => actions.change((local) => ({ ...local, overlay: 'help' })) },
    { key: 'q', label: copy.keyLeave, run: actions.leave },
  ];
}

/** Moves the cursor of a list, which listens to it itself. */
export const moveKey: KeyBinding = { key: 'up down', shown: copy.keysOfList, label: copy.keyMove, minor: true };

/** The keys of a list to pick from, which listens to them itself. */
export const listKeys: readonly KeyBinding[] = [{ key: 'return', shown: 'Enter', label: copy.keyPick }, moveKey];

/** `o` opens the first page that the sheet offers, `k` shows it as a QR code; only addresses of the web count. */
export function linkKeys({ state, local, screenReader, actions }: Situation): KeyBinding[] {
  const link = state.sheet?.blocks.find((block) => block.kind === 'link');
  if (!link || !isWebAddress(link.url)) return [];
  const open: KeyBinding = { key: 'o', label: copy.keyOpen(link.purpose), run: () => actions.openLink(link.url) };
  if (screenReader) return [open];
  // In a list, `k` is Up as well: its cursor goes back to where it stood.
  const { highlighted } = local;
  const qrCode = { url: link.url, over: nameOf(state.moment) };
  const run = (): void => actions.change((before) => ({ ...before, highlighted, qrCode }));
  return [open, { key: qrCodeKey, label: copy.keyCode, minor: true, run }];
}

/** The address whose QR code is to be shown over a screen: only while that screen offers it. */
export function openQrCode({ state, local }: Situation, below: readonly KeyBinding[]): string | undefined {
  if (local.qrCode === undefined || !below.some(({ key }) => key === qrCodeKey)) return undefined;
  const { url, over } = local.qrCode;
  const link = state.sheet?.blocks.find((block) => block.kind === 'link');
  return link?.url === url && over === nameOf(state.moment) ? url : undefined;
}

/** Tells one moment from the next, also from one of the same kind. */
function nameOf(moment: Moment): string {
  switch (moment.kind) {
    case 'asking':
      return `asking ${moment.question.key}`;
    case 'waiting':
      return `waiting ${moment.id}`;
    default:
      return moment.kind;
  }
}

const qrCodeKey = 'm';

/** The keys without those that an earlier one has taken. */
export function withoutClashes(keys: readonly KeyBinding[]): KeyBinding[] {
  return keys.filter((binding, index) => keys.findIndex(({ key }) => key === binding.key) === index);
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['https:', 'http:'].includes(new URL(url).protocol);
}
