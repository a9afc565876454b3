import { plainText } from '../../launch/plain-text.ts';
import type { DifferenceLine } from '../../launch/sheet.ts';
import type { Line, SpanStyle } from './line.ts';
import { plain, quiet, span, strong } from './line.ts';
import { breakAnywhere } from './wrap.ts';

const marks: Readonly<Record<DifferenceLine['kind'], { readonly sign: string; readonly style: SpanStyle }>> = {
  file: { sign: '', style: strong },
  hunk: { sign: '', style: quiet },
  context: { sign: '  ', style: plain },
  removed: { sign: '- ', style: { tone: 'attention' } },
  added: { sign: '+ ', style: { tone: 'proved' } },
};

/** A difference between two versions of a file; signs tell what goes and what comes, colours only repeat it. */
export function layoutDifference(lines: readonly DifferenceLine[], width: number): Line[] {
  return lines.flatMap((line) => {
    const { sign, style } = marks[line.kind];
    const pieces = breakAnywhere(plainText(line.text), width - 4);
    return pieces.map((piece, index): Line => [span(`${index === 0 ? sign : '    '}${piece}`, style)]);
  });
}
