import { describe, expect, it, vi } from 'vitest';
import { layoutFailure } from '../../../src/ui/layout/failure.ts';
import { layoutFooter } from '../../../src/ui/layout/footer.ts';
import { plainLines, span } from '../../../src/ui/layout/line.ts';
import { layoutSummary } from '../../../src/ui/layout/summary.ts';
import { momentOf, secondsBetween, timeOfDay } from '../../../src/ui/layout/time.ts';
import { viewport } from '../../../src/ui/layout/viewport.ts';
import { playground } from '../playground/playground.ts';

function state(name: string) {
  const found = playground[name];
  if (!found) throw new Error(`missing in the playground: ${name}`);
  return found;
}

describe('a failure', () => {
  it('says what happened, what it means, what to do, and the request id', () => {
    const lines = plainLines(
      layoutFailure(
        {
          kind: 'network',
          headline: 'Flint did not answer.',
          meaning: 'The connection broke.',
          remedy: 'Try again.',
          requestId: '0b6f',
          passing: 'transient',
          outcome: 'unknown',
        },
        80,
      ),
    );
    expect(lines).toEqual([
      'Flint did not answer.',
      '',
      '  The connection broke.',
      '  Whether it took effect is not known yet. The next try looks first and sends',
      '  nothing twice.',
      '',
      '  Try again.',
      '',
      '  Request id 0b6f',
    ]);
  });

  it('shows a stack line by line, even after it was made one line', () => {
    const lines = plainLines(
      layoutFailure(
        {
          kind: 'bug',
          headline: 'h',
          meaning: 'm',
          remedy: 'r',
          passing: 'final',
          stack: 'Error: x     at a (b.js:1)     at c (d.js:2)',
        },
        80,
      ),
    );
    expect(lines.slice(-3)).toEqual(['Error: x', 'at a (b.js:1)', 'at c (d.js:2)']);
  });
});

describe('the summary on the normal screen', () => {
  it('says what is done, what is next and how to come back', () => {
    expect(plainLines(layoutSummary(state('readiness: waiting'), 80, 'flint-golive'))).toEqual([
      'flint-golive LIVE, real money, Canvas & Co., mer_1kmn0aVx82hQ',
      '  Done         Account, Live key',
      '  Still open   Account: Flint is still reviewing the business address.',
      '  Next         Ready to charge: Waiting until both payments and payouts are',
      '               ready.',
      '  Folder       /home/kim/projects/canvas-shop',
      '  Come back    flint-golive',
    ]);
  });

  it('says what was proved when all is done, and needs no way back', () => {
    expect(plainLines(layoutSummary(state('finished'), 80, 'flint-golive'))).toEqual([
      'flint-golive REHEARSAL, no real money, Canvas & Co., mer_1kmn0aVx82hQ',
      '  Done     All five steps are done and verified.',
      '  Proved   The order was paid in live mode. (Request id 0b6f6a2e)',
      '           The refund succeeded. (Request id 0b6f6a2f)',
      '  Folder   /home/kim/projects/canvas-shop',
    ]);
  });
});

describe('the footer', () => {
  const keys = [
    { key: 'r', label: 'look now' },
    { key: 'o', label: 'open the dashboard' },
    { key: 'b', label: 'go back' },
    { key: '?', label: 'help' },
    { key: 'q', label: 'leave' },
  ];

  it('shows all keys in one line, closer together where that is enough', () => {
    expect(plainLines(layoutFooter(keys, 80, 2))).toEqual([
      'r look now   o open the dashboard   b go back   ? help   q leave',
    ]);
    expect(plainLines(layoutFooter(keys, 60, 2))).toEqual([
      'r look now  o open the dashboard  b go back  ? help  q leave',
    ]);
  });

  it('takes a second line where there is one, and otherwise leaves out what is in the middle', () => {
    expect(plainLines(layoutFooter(keys, 40, 2))).toEqual([
      'r look now   o open the dashboard',
      'b go back   ? help   q leave',
    ]);
    expect(plainLines(layoutFooter(keys, 40, 1))).toEqual(
      ['r look now   b go back   ? help   q leave'].map((line) => line.replaceAll('   ', '  ')),
    );
    expect(plainLines(layoutFooter(keys, 8, 1))).toEqual(['q leave']);
  });

  it('leaves out minor keys before those that only this screen has', () => {
    const waiting = [
      { key: 'r', label: 'look now' },
      { key: 'p', label: 'go on without payouts' },
      { key: 'k', label: 'QR code', minor: true },
      { key: 'b', label: 'go back', minor: true },
      { key: 'q', label: 'leave' },
    ];
    expect(plainLines(layoutFooter(waiting, 80, 1))).toEqual([
      'r look now   p go on without payouts   k QR code   b go back   q leave',
    ]);
    expect(plainLines(layoutFooter(waiting, 60, 1))).toEqual([
      'r look now   p go on without payouts   b go back   q leave',
    ]);
    expect(plainLines(layoutFooter(waiting, 48, 1))).toEqual(['r look now   p go on without payouts   q leave']);
  });
});

describe('a viewport', () => {
  const lines = Array.from({ length: 10 }, (_, index) => [span(String(index))]);
  const seen = (height: number, offset: number): string[] => plainLines(viewport(lines, height, offset, 60).lines);

  it('shows everything where there is room', () => {
    expect(seen(10, 3)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('says which part is seen', () => {
    expect(seen(4, 0)).toEqual(['0', '1', '2', 'Lines 1 to 3 of 10 (PageUp, PageDown)']);
    expect(seen(4, 5)).toEqual(['5', '6', '7', 'Lines 6 to 8 of 10 (PageUp, PageDown)']);
  });

  it('does not scroll past the end', () => {
    expect(seen(4, 99)).toEqual(['7', '8', '9', 'Lines 8 to 10 of 10 (PageUp, PageDown)']);
    expect(viewport(lines, 4, 99, 60).offset).toBe(7);
  });

  it('has nothing to show in no room', () => {
    expect(seen(0, 0)).toEqual([]);
    expect(seen(1, 2)).toEqual(['2']);
  });
});

describe('times', () => {
  it('are nothing where there is no time', () => {
    expect(timeOfDay('unknown')).toBe('');
    expect(momentOf('unknown', 0)).toBe('');
    expect(secondsBetween(Number.NaN, 0)).toBe(0);
  });

  it('in evidence are the same on every machine, and say so', () => {
    const now = Date.parse('2026-07-02T22:30:00.000Z');
    for (const zone of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
      vi.stubEnv('TZ', zone);
      expect(momentOf('2026-07-02T20:04:00.000+02:00', now)).toBe('18:04 UTC');
      expect(momentOf('2026-07-01T23:59:00.000Z', now)).toBe('2026-07-01 23:59 UTC');
    }
    vi.unstubAllEnvs();
  });

  it('never count below zero', () => {
    expect(secondsBetween(5_000, 1_000)).toBe(0);
    expect(secondsBetween(0, 23_400)).toBe(24);
  });
});
