import type { TextProps } from 'ink';
import type { Tone } from '../launch/sheet.ts';
import type { SpanStyle } from './layout/line.ts';

/** Tones as the terminal's own 16 colours, so that they suit its background; no background is ever painted. */
const colours: Readonly<Record<Tone, Pick<TextProps, 'color' | 'dimColor'>>> = {
  plain: {},
  proved: { color: 'green' },
  waiting: { color: 'yellow' },
  attention: { color: 'red' },
  quiet: { dimColor: true },
};

/** How Ink draws a span. */
export function drawn(style: SpanStyle): TextProps {
  return {
    ...colours[style.tone],
    ...(style.bold ? { bold: true } : {}),
    ...(style.inverse ? { inverse: true } : {}),
  };
}

/** Whether the terminal says that its background is light; most that are dark say nothing. */
export function hasLightBackground(): boolean {
  // COLORFGBG holds the numbers of two of the 16 colours, such as `0;15` or `0;default;15`: the last is the background.
  const background = process.env.COLORFGBG?.split(';').at(-1);
  return background === '7' || background === '15';
}

/** Whether colours and inverse are off (the entry turns NO_COLOR into FORCE_COLOR=0); the cursor of a field is then a character. */
export function isPlain(): boolean {
  return process.env.FORCE_COLOR === '0';
}
