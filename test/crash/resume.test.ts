import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalOf, ledgerOf, projectFile, rehearse, resultOf } from './rehearsal.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-crash-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('a rehearsal killed with SIGKILL after each journal entry in turn, and started again each time', () => {
  it('makes everything exactly once and asks nothing twice', { timeout: 300_000 }, async () => {
    let kills = 0;
    let ended = await rehearse(home, { afterAppend: 1 });
    while (ended.signal === 'SIGKILL') {
      kills += 1;
      expect(journalOf(home).entries).toHaveLength(kills);
      ended = await rehearse(home, { afterAppend: 1 });
    }
    expect({ exitCode: ended.exitCode, stderr: ended.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(resultOf(ended)).toMatchObject({ type: 'result', outcome: 'finished', exitCode: 0 });

    const { entries } = journalOf(home);
    expect(kills).toBe(entries.length);
    expect(kills).toBeGreaterThan(25);
    const asked = entries
      .filter(({ type }) => type === 'answered' || type === 'confirmed')
      .map((entry) => 'key' in entry && entry.key);
    expect(asked).toEqual([...new Set(asked)]);
    expect(entries.filter(({ type }) => type === 'withdrawn' || type === 'refused')).toEqual([]);
    const intended = entries.filter((entry) => entry.type === 'intended').map(({ write }) => write);
    expect(intended).toEqual([...new Set(intended)]);

    await expectExactlyOne();
  });
});

describe('a rehearsal killed with SIGKILL once for each write, and started again each time', () => {
  for (const [what, onceAt] of [
    ['before its request leaves', 'write.send.before'],
    ['after Flint answered and before the answer is recorded', 'write.send.after'],
    ['after its secret is stored and before it counts as done', 'write.capture.after'],
  ] as const) {
    it(`${what}: makes everything exactly once`, { timeout: 300_000 }, async () => {
      let kills = 0;
      let ended = await rehearse(home, { onceAt });
      while (ended.signal === 'SIGKILL') {
        kills += 1;
        ended = await rehearse(home, { onceAt });
      }
      expect({ exitCode: ended.exitCode, stderr: ended.stderr }).toEqual({ exitCode: 0, stderr: '' });
      const { entries } = journalOf(home);
      const finished = entries.filter((entry) => entry.type === 'finished').map(({ write }) => write);
      expect(finished).toEqual([...new Set(finished)]);
      // Every write that was sent was killed once. Only copies are sent side by side: one may be done while another is killed, and is
      // then found and not sent again.
      const copies = finished.filter((write) => write.startsWith('copy.')).length;
      expect(kills).toBeLessThanOrEqual(finished.length);
      expect(kills).toBeGreaterThan(finished.length - copies);
      const intended = new Set(entries.flatMap((entry) => (entry.type === 'intended' ? [entry.write] : [])));
      expect(new Set(finished)).toEqual(intended);
      await expectExactlyOne();
    });
  }
});

async function expectExactlyOne(): Promise<void> {
  const { live, test } = await ledgerOf(home);
  expect(live.webhookEndpoints).toHaveLength(1);
  expect(live.orders).toHaveLength(1);
  expect(live.checkoutSessions).toHaveLength(1);
  expect(live.charges).toHaveLength(1);
  expect(live.refunds).toMatchObject([{ status: 'succeeded' }]);
  expect(live.events.filter(({ test: synthetic }) => synthetic)).toHaveLength(1);
  expect(live.products.length).toBeLessThanOrEqual(test.products.length);
  expect(live.plans.length).toBeLessThanOrEqual(test.plans.length);
  expect(live.promotions.length).toBeLessThanOrEqual(test.promotions.length);
  expect(projectFile(home, '.env.production')).not.toContain('flint_test_');
}
