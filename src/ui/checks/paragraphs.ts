import type { Line } from '../layout/line.ts';
import { emptyLine, indent } from '../layout/line.ts';
import { wrap } from '../layout/wrap.ts';

/** Sentences under a headline, an empty line before each; empty ones are left out. */
export function paragraphs(sentences: readonly string[], columns: number): Line[] {
  return sentences
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => [emptyLine, ...indent(wrap(sentence, Math.max(1, columns - 2)), 2)]);
}
