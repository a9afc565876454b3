import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/launch/sheet.ts';
import { plainLines, widthOf } from '../../../src/ui/layout/line.ts';
import { layoutSheet } from '../../../src/ui/layout/sheet.ts';

function laidOut(block: Block, width: number, unbroken = false): string[] {
  return plainLines(layoutSheet({ headline: 'Headline', blocks: [block] }, width, { unbroken })).slice(2);
}

const axes: Block = {
  kind: 'rows',
  rows: [
    { label: 'Payments', value: 'waiting', detail: 'Flint is reviewing what was sent', aside: 'since 14:02' },
    { label: 'Payouts', value: 'blocked', detail: 'something is needed from you', aside: 'since 9:40' },
  ],
};

describe('rows', () => {
  it('line up across all rows, with asides at the end of the line', () => {
    expect(laidOut(axes, 80)).toEqual([
      '  Payments   waiting   Flint is reviewing what was sent              since 14:02',
      '  Payouts    blocked   something is needed from you                   since 9:40',
    ]);
  });

  it('wrap their details within the column', () => {
    expect(laidOut(axes, 60)).toEqual([
      '  Payments   waiting   Flint is reviewing what   since 14:02',
      '                       was sent',
      '  Payouts    blocked   something is needed        since 9:40',
      '                       from you',
    ]);
  });

  it('put the aside at the right where a line leaves room, then details under the value, where there is less room', () => {
    expect(laidOut(axes, 42)).toEqual([
      '  Payments   waiting   Flint is reviewing',
      '                       what was sent',
      '                               since 14:02',
      '  Payouts    blocked   something is needed',
      '                       from you',
      '                                since 9:40',
    ]);
    expect(laidOut(axes, 34)).toEqual([
      '  Payments   waiting   since 14:02',
      '             Flint is reviewing',
      '             what was sent',
      '  Payouts    blocked    since 9:40',
      '             something is needed',
      '             from you',
    ]);
  });

  it('keep asides at the right edge, whatever the rows beside them need', () => {
    const rows: Block = {
      kind: 'rows',
      rows: [
        { label: 'Payments', value: 'ready', aside: 'since 14:02' },
        {
          label: 'Payouts',
          value: 'blocked',
          detail: 'something that is needed from you is overdue',
          aside: 'since 19 Nov, 09:40',
        },
      ],
    };
    expect(laidOut(rows, 60)).toEqual([
      '  Payments   ready                               since 14:02',
      '  Payouts    blocked   something that is needed from you is',
      '                       overdue           since 19 Nov, 09:40',
    ]);
    for (const width of [30, 40, 50, 60, 70, 80, 120]) {
      for (const line of laidOut(rows, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      const lines = laidOut(rows, width).filter((line) => line.includes('since'));
      if (width >= 40) expect(lines.map((line) => stringWidth(line))).toEqual([width, width]);
    }
  });

  it('go under their labels at last', () => {
    expect(
      laidOut({ kind: 'rows', rows: [{ label: 'A rather long label', value: 'and what holds for it' }] }, 30),
    ).toEqual(['  A rather long label', '    and what holds for it']);
  });

  it('count wide characters as two columns', () => {
    expect(
      laidOut(
        {
          kind: 'rows',
          rows: [
            { label: '日本', value: 'a' },
            { label: 'abcd', value: 'b' },
          ],
        },
        40,
      ),
    ).toEqual(['  日本   a', '  abcd   b']);
  });
});

describe('lists', () => {
  const lists: Block = {
    kind: 'lists',
    lists: [
      { title: 'Yours to do', items: [{ text: 'a bank account', detail: '(payout_destination, overdue)' }] },
      { title: 'Under review', items: [{ text: 'the identity document' }, { text: 'the address' }] },
    ],
  };

  it('stand side by side where there is room', () => {
    expect(laidOut(lists, 80)).toEqual([
      '  Yours to do                              Under review',
      '    a bank account                           the identity document',
      '      (payout_destination, overdue)          the address',
    ]);
  });

  it('stand under each other where there is not', () => {
    expect(laidOut(lists, 50)).toEqual([
      '  Yours to do',
      '    a bank account',
      '      (payout_destination, overdue)',
      '',
      '  Under review',
      '    the identity document',
      '    the address',
    ]);
  });
});

describe('a difference', () => {
  it('says by signs what goes and what comes', () => {
    const lines = laidOut(
      {
        kind: 'difference',
        lines: [
          { kind: 'file', text: '.env' },
          { kind: 'removed', text: 'A=1' },
          { kind: 'added', text: 'A=2' },
          { kind: 'context', text: 'B=3' },
        ],
      },
      40,
    );
    expect(lines).toEqual(['  .env', '  - A=1', '  + A=2', '    B=3']);
  });
});

describe('a link', () => {
  const link: Block = {
    kind: 'link',
    purpose: 'pay',
    label: 'Pay here:',
    url: 'https://pay.example.com/0123456789abcdef',
  };

  it('stands alone on its lines, without blanks that would be copied', () => {
    expect(laidOut(link, 30)).toEqual(['  Pay here:', 'https://pay.example.com/012345', '6789abcdef']);
  });

  it('stays in one piece for output that nobody redraws', () => {
    expect(laidOut(link, 30, true)).toEqual(['  Pay here:', 'https://pay.example.com/0123456789abcdef']);
  });
});

describe('every block', () => {
  const hostile =
    '\u001B[31mred\u001B]52;c;aGk=\u0007 \u202Eflip\u200B\u0007 \u001B]8;;https://evil.example\u0007x\u001B]8;;\u0007 \u009B2J';
  const blocks: readonly Block[] = [
    { kind: 'text', text: hostile },
    { kind: 'rows', title: hostile, rows: [{ label: hostile, value: hostile, detail: hostile, aside: hostile }] },
    { kind: 'lists', lists: [{ title: hostile, items: [{ text: hostile, detail: hostile }] }] },
    { kind: 'difference', lines: [{ kind: 'added', text: hostile }] },
    { kind: 'verbatim', lines: [hostile] },
    { kind: 'link', purpose: 'verify', label: hostile, url: hostile },
  ];

  it.each(blocks)('keeps text from outside harmless: $kind', (block) => {
    for (const unbroken of [false, true]) {
      const text = laidOut(block, 80, unbroken).join('\n');
      expect(text).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
      expect(text).toContain('flip');
    }
  });

  it('is never wider than the width', () => {
    const long = 'word '.repeat(30) + 'unbreakable'.repeat(12);
    const wide: readonly Block[] = blocks.map(
      (block) => JSON.parse(JSON.stringify(block).replaceAll(JSON.stringify(hostile), JSON.stringify(long))) as Block,
    ); // Strings are replaced by strings.
    for (let width = 20; width <= 120; width += 1) {
      for (const line of layoutSheet({ headline: long, blocks: wide }, width)) {
        expect(widthOf(line), plainLines([line])[0]).toBeLessThanOrEqual(width);
      }
    }
  });
});
