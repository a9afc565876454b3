import { expect } from 'vitest';
import type { Launch } from '../../src/launch/launch.ts';
import type { Exchange } from '../../src/sandbox/index.ts';
import { parseFault } from '../../src/sandbox/index.ts';
import type { CallOfTheLaunch, Kind } from './fault-rows.ts';
import type { RehearsalWorld, WorldOptions } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

export interface Met {
  readonly rehearsal: RehearsalWorld;
  readonly struck: readonly Exchange[];
  /** All that is said of the failure, as the screen and the headless output have it; undefined when the launch went through. */
  readonly said: string | undefined;
}

/** Runs a launch into a fault, judges how it met it, and runs it again without the fault. */
export async function meet(
  fault: string,
  judge: (met: Met) => void,
  open: (options: WorldOptions) => Promise<RehearsalWorld> = openRehearsalWorld,
): Promise<void> {
  const struck: Exchange[] = [];
  const rehearsal = await open({
    speed: 200,
    faults: [parseFault(fault)],
    onExchange: (exchange) => {
      if (exchange.faults !== undefined) struck.push(exchange);
    },
  });
  try {
    const said = await whatIsSaid(rehearsal.open({ patience: 3_000 }));
    expect(rehearsal.sandbox.faults.list()).toMatchObject([{ struck: expect.toSatisfy((times) => times > 0) }]);
    judge({ rehearsal, struck, said });

    rehearsal.sandbox.faults.clear();
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    const { live } = rehearsal.sandbox.ledger();
    expect(live.webhookEndpoints).toHaveLength(1);
    expect(live.products).toHaveLength(1);
    expect(live.orders).toHaveLength(1);
    expect(live.charges).toMatchObject([{ amount: 100 }]);
    expect(live.refunds).toMatchObject([{ amount: 100, status: 'succeeded' }]);
  } finally {
    await rehearsal.close();
  }
}

/** Runs a launch to its end, or to the first look that fails: a wait would go on looking for as long as the fault lasts. */
async function whatIsSaid(launch: Launch): Promise<string | undefined> {
  let trouble: string | undefined;
  launch.subscribe(() => {
    const { moment } = launch.getState();
    if (moment.kind !== 'waiting' || moment.trouble === undefined || trouble !== undefined) return;
    trouble = moment.trouble;
    launch.leave('chosen');
  });
  const ended = await launch.run();
  if (ended.kind === 'finished') return undefined;
  if (ended.kind === 'left') return trouble;
  return [ended.failure.headline, ended.failure.meaning, ended.failure.remedy, ended.failure.requestId].join(' ');
}

/** The request ids that the person was sent, of which the one shown has to be one. */
function requestIdsOf(struck: readonly Exchange[]): string[] {
  return struck.flatMap(({ responseHeaders }) => responseHeaders['x-request-id'] ?? []);
}

/** What the journal says of a write: how often it was intended and under how many keys, and how it stands. */
export function standing(rehearsal: RehearsalWorld, name: string) {
  const entries = rehearsal.journal.entries().flatMap((entry) => {
    const isAttempt = entry.type === 'intended' || entry.type === 'finished' || entry.type === 'refused';
    return isAttempt && entry.write.startsWith(name) ? [entry] : [];
  });
  const keys = new Set(entries.flatMap((entry) => (entry.type === 'intended' ? [entry.idempotencyKey] : [])));
  return { last: entries.at(-1)?.type, keys: keys.size };
}

export async function meetKind(
  { effect, says, write }: Kind,
  call: CallOfTheLaunch,
  open?: (options: WorldOptions) => Promise<RehearsalWorld>,
): Promise<void> {
  let after: RehearsalWorld | undefined;
  await meet(
    `${call.route} ${effect}`,
    ({ rehearsal, struck, said }) => {
      after = rehearsal;
      if (says === undefined) {
        // A word that nobody knows is waited for, and is never taken for success.
        if (effect !== 'unknown-enum' || call.write !== undefined) expect(said).toBeUndefined();
        else if (said !== undefined) expect(said).toMatch(/time given for waiting ran out|not confirmed yet/);
        return;
      }
      expect(said).toContain(says);
      const requestIds = requestIdsOf(struck);
      if (requestIds.length > 0) expect(requestIds.some((id) => said?.includes(id))).toBe(true);
      if (call.write !== undefined) {
        expect(standing(rehearsal, call.write).last).toBe(write === 'open' ? 'intended' : 'refused');
      }
    },
    open,
  );
  if (after === undefined || call.write === undefined || says === undefined) return;
  expect(call.seenFirst ? ['finished', 'intended'] : ['finished']).toContain(standing(after, call.write).last);
}
