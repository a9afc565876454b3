import { z } from 'zod';
import type { Failure } from '../../src/launch/failure.ts';
import { LaunchStopped } from '../../src/launch/failure.ts';
import type { Write } from '../../src/launch/write.ts';

export const evidence = { requestId: 'req-1', at: '2026-07-02T18:00:00.000Z', mode: 'live' };

export const failure = (change: Partial<Failure>): LaunchStopped =>
  new LaunchStopped({
    kind: 'network',
    headline: 'No answer.',
    meaning: '',
    remedy: '',
    passing: 'transient',
    outcome: 'unknown',
    ...change,
  });

/** A server that makes things and remembers the keys under which it did. */
export function server() {
  const made = new Map<string, { id: string }>();
  return {
    keys: [] as string[],
    made,
    make(idempotencyKey: string) {
      this.keys.push(idempotencyKey);
      const existing = made.get(idempotencyKey) ?? { id: `thing_${made.size + 1}` };
      made.set(idempotencyKey, existing);
      return { result: existing, evidence };
    },
  };
}

export type Thing = { id: string };

export function write(
  change: Partial<Write<Thing, string>> & Pick<Write<Thing, string>, 'send'>,
): Write<Thing, string> {
  return {
    name: 'thing.create',
    title: 'Create the thing',
    uses: [],
    result: z.object({ id: z.string() }),
    undo: { possible: true, how: 'Delete it.' },
    ...change,
  };
}
