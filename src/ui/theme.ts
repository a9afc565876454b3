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

/** Whether colours and inverse are off (the entry turns NO_COLOR into FORCE_COLOR=0); the cursor of a field is then a character. */
export function isPlain(): boolean {
  return process.env.FORCE_COLOR === '0';
}
