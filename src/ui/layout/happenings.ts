import type { Happening } from '../../launch/state.ts';
import { copy } from '../copy.ts';
import type { Line, SpanStyle } from './line.ts';
import { plain, quiet, span, widthOfText } from './line.ts';
import { wrap } from './wrap.ts';

const styles: Readonly<Record<Happening['kind'], { readonly mark: string; readonly style: SpanStyle }>> = {
  observed: { mark: '·', style: plain },
  answered: { mark: '·', style: plain },
  changed: { mark: '·', style: { tone: 'waiting' } },
  performed: { mark: '✓', style: plain },
  adopted: { mark: '✓', style: plain },
  proved: { mark: '✓', style: { tone: 'proved' } },
  remembered: { mark: '·', style: quiet },
  refused: { mark: '!', style: { tone: 'attention' } },
};

/** Something that happened: a mark, and words that say it without the mark too. */
function layoutHappening(happening: Happening, width: number): Line[] {
  const { mark, style } = styles[happening.kind];
  const text = happening.kind === 'remembered' ? copy.remembered(happening.text) : happening.text;
  const lead = widthOfText(mark) + 1;
  return wrap(text, Math.max(1, width - lead), style).map((line, index) => [
    span(index === 0 ? `${mark} ` : '  ', style),
    ...line,
  ]);
}

/**
 * The newest happenings, at most `most` of them, under each other; how many came before is said once. What stands from
 * an earlier run is one line, however much it is.
 */
export function layoutHappenings(happenings: readonly Happening[], width: number, most: number): Line[] {
  const remembered = happenings.filter(({ kind }) => kind === 'remembered');
  const news = happenings.filter(({ kind }) => kind !== 'remembered');
  const shown = news.slice(-most);
  const earlier = news.length - shown.length;
  const [only] = remembered;
  return [
    ...(only !== undefined && remembered.length === 1 ? layoutHappening(only, width) : []),
    ...(remembered.length > 1 ? wrap(copy.rememberedMany(remembered.length), width, quiet) : []),
    ...(earlier === 0 ? [] : wrap(copy.earlier(earlier), width, quiet)),
    ...shown.flatMap((happening) => layoutHappening(happening, width)),
  ];
}
