import { copy } from '../copy.ts';
import type { Line } from '../layout/line.ts';
import { emptyLine, quiet, span, strong } from '../layout/line.ts';
import type { QrCode } from '../layout/qr-code.ts';
import { layoutQrCode, qrCodeOf, sizeOf } from '../layout/qr-code.ts';
import { breakAnywhere, wrap } from '../layout/wrap.ts';
import { hasLightBackground } from '../theme.ts';
import type { KeyBinding, Screen, Situation } from './screen.ts';

/** Light modules around a code: four by its standard; with two, phones still find it. */
const quietZones = [4, 3, 2] as const;

/** The address of a page as a QR code, to be opened on a phone. It takes the rows that it needs from the frame. */
export function qrCodeScreen(situation: Situation, url: string): Screen {
  const { actions, local } = situation;
  const close = (): void => actions.change((before) => ({ ...before, qrCode: undefined }));
  const code = qrCodeOf(url);
  const quietZone = code && quietZones.find((zone) => fits(situation, code, zone, url));
  const shown = code !== undefined && quietZone !== undefined;
  const swap: KeyBinding = {
    key: 'i',
    label: copy.keySwap,
    run: () => actions.change((before) => ({ ...before, swapped: !before.swapped })),
  };
  const drawn = hasLightBackground() === (local.swapped ?? false) ? 'light' : 'dark';
  return {
    subject: `QR code ${url}`,
    body: shown
      ? withSentence(situation, layoutQrCode(code, quietZone, drawn), url)
      : withoutCode(situation, code, url),
    whole: shown,
    prompt: [],
    explanation: [],
    below: [],
    keys: [
      { key: 'escape', shown: 'Esc', label: copy.keyClose, run: close },
      { key: 'return', label: copy.keyClose, run: close, silent: true },
      { key: 'm', label: copy.keyClose, run: close, silent: true },
      ...(shown ? [swap] : []),
      { key: 'q', label: copy.keyLeave, run: actions.leave },
    ],
  };
}

/** The rows that nothing can take from the code: the line that says where one is, the address, and the keys. */
function rowsBeside(url: string, columns: number): number {
  return addressLines(url, columns).length + 2;
}

function fits({ columns, rows }: Situation, code: QrCode, quietZone: number, url: string): boolean {
  const size = sizeOf(code, quietZone);
  return size.columns <= columns && size.rows + rowsBeside(url, columns) <= rows;
}

/** The code and the address, and a sentence where it has room. */
function withSentence({ columns, rows }: Situation, code: readonly Line[], url: string): Line[] {
  const sentence = isOnThisMachine(url)
    ? wrap(copy.codeOnThisMachine, columns, { tone: 'waiting' })
    : wrap(copy.codeUnread, columns, quiet);
  const room = rows - code.length - rowsBeside(url, columns);
  return [...code, ...addressLines(url, columns), ...(sentence.length <= room ? sentence : [])];
}

function withoutCode({ columns, rows }: Situation, code: QrCode | undefined, url: string): Line[] {
  const size = code && sizeOf(code, Math.min(...quietZones));
  const sentence =
    size === undefined
      ? copy.codeTooLong
      : copy.codeTooLarge(size.columns, size.rows + rowsBeside(url, Math.max(columns, size.columns)), columns, rows);
  return [
    ...wrap(copy.codeHeadline, columns, strong),
    emptyLine,
    ...wrap(sentence, columns),
    emptyLine,
    ...addressLines(url, columns),
  ];
}

function addressLines(url: string, columns: number): Line[] {
  return breakAnywhere(url, columns).map((piece) => [span(piece)]);
}

function isOnThisMachine(url: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);
}
