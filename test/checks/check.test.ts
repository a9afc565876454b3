import { describe, expect, it } from 'vitest';
import { type Check, runChecks, type Verdict } from '../../src/checks/check.ts';

const done: Verdict = { status: 'done', message: 'It holds.', evidence: [] };

function check(id: string, run: Check<undefined>['run']): Check<undefined> {
  return { id, title: id, run };
}

describe('running checks', () => {
  it('turns a crash into "can’t tell" with why, without a secret, and lets the others answer in their order', async () => {
    const checked = await runChecks(
      [
        check('first', async () => done),
        check('crashing', () => {
          throw new Error('no such file: \u001b[31mwhsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=');
        }),
        check('rejecting', () => Promise.reject('a text')),
        check('last', async () => done),
      ],
      undefined,
    );
    expect(checked.map(({ id, verdict }) => [id, verdict.status])).toEqual([
      ['first', 'done'],
      ['crashing', "can't tell"],
      ['rejecting', "can't tell"],
      ['last', 'done'],
    ]);
    expect(checked[1]?.verdict.detail).toBe('no such file: whsec_…');
    expect(checked[2]?.verdict.detail).toBe('a text');
  });

  it('runs them side by side, and never more than the limit', async () => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const gate = () =>
      new Promise<void>((open) => {
        waiting.push(open);
      });
    const checks = ['a', 'b', 'c', 'd', 'e'].map((id) =>
      check(id, async () => {
        running += 1;
        most = Math.max(most, running);
        await gate();
        running -= 1;
        return done;
      }),
    );
    let finished = false;
    const all = runChecks(checks, undefined, 2).finally(() => {
      finished = true;
    });
    while (!finished) {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await all).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(most).toBe(2);
  });

  it('answers with nothing when there is nothing to check', async () => {
    expect(await runChecks([], undefined)).toEqual([]);
  });
});
