import { expect } from 'vitest';
import type { ExitCode } from '../../src/cli/exit-codes.ts';
import { exitCodeOf, exitCodes } from '../../src/cli/exit-codes.ts';
import { systemClock } from '../../src/launch/clock.ts';
import type { Launch } from '../../src/launch/launch.ts';
import type { Exchange } from '../../src/sandbox/index.ts';
import { parseFault } from '../../src/sandbox/index.ts';
import type { CallOfTheLaunch, Kind } from './fault-rows.ts';
import { metAt } from './fault-rows.ts';
import type { OpenOptions, RehearsalWorld, WorldOptions } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

export interface Met {
  readonly rehearsal: RehearsalWorld;
  readonly struck: readonly Exchange[];
  /** All that is said of the failure, as the screen and the headless output have it; undefined when the launch went through. */
  readonly said: string | undefined;
  readonly exit: ExitCode;
}

/** How a launch is led into a fault and out again, where that is not as usual. */
export interface Leading {
  readonly open?: (options: WorldOptions) => Promise<RehearsalWorld>;
  readonly launch?: OpenOptions;
  /** What the person does in the run that meets the fault; in the one after it as well, unless they cancelled. */
  readonly does?: ((launch: Launch, rehearsal: RehearsalWorld) => void) | undefined;
  /** The person cancels in the first run: nobody pays in it, and an answer that was lost is asked for again by the next. */
  readonly cancels?: boolean | undefined;
  /** In minor units; 100 when absent. */
  readonly amount?: number;
  /** Whether a wait has nothing more to show, although no look of it fails. */
  readonly isEnough?: (struck: readonly Exchange[]) => boolean;
}

/** How long a wait may last. No time passes: the clock is put forward once a look has failed. */
const patience = 600_000;

/** Runs a launch into a fault, judges how it met it, and runs it again without the fault. */
export async function meet(fault: string, judge: (met: Met) => void, leading: Leading = {}): Promise<void> {
  const { open = openRehearsalWorld, launch: options = {}, does, cancels, amount = 100 } = leading;
  const struck: Exchange[] = [];
  const rehearsal = await open({
    speed: 200,
    faults: [parseFault(fault)],
    onExchange: (exchange) => {
      if (exchange.faults !== undefined) struck.push(exchange);
    },
  });
  try {
    let skipped = 0;
    let ended = '';
    const clock = { ...systemClock, now: () => new Date(Date.now() + skipped) };
    const launch = rehearsal.open({ ...options, patience, clock, standIn: cancels !== true });
    does?.(launch, rehearsal);
    launch.subscribe(() => {
      const { moment } = launch.getState();
      if (moment.kind !== 'waiting' || moment.id === ended) return;
      if (moment.trouble === undefined && !leading.isEnough?.(struck)) return;
      ended = moment.id;
      skipped += patience;
    });
    const outcome = await launch.run();
    const { headline, meaning, remedy, requestId } = outcome.kind === 'failed' ? outcome.failure : {};
    const said = outcome.kind === 'failed' ? [headline, meaning, remedy, requestId].join(' ') : undefined;
    expect(rehearsal.sandbox.faults.list()).toMatchObject([{ struck: expect.toSatisfy((times) => times > 0) }]);
    const met = { rehearsal, struck, said, exit: exitCodeOf(outcome) };
    judge(met);

    rehearsal.sandbox.faults.clear();
    if (outcome.kind !== 'finished') {
      if (cancels && standing(rehearsal, 'checkout-session.close').last === 'intended')
        await cancelAgain(rehearsal, options);
      const again = rehearsal.open(options);
      if (!cancels) does?.(again, rehearsal);
      expect(await again.run()).toEqual({ kind: 'finished' });
    }
    const { live } = rehearsal.sandbox.ledger();
    expect(live.webhookEndpoints).toHaveLength(1);
    expect(live.products).toHaveLength(1);
    expect(live.orders).toHaveLength(1);
    expect(live.charges).toMatchObject([{ amount }]);
    expect(live.refunds).toMatchObject([{ amount, status: 'succeeded' }]);
  } finally {
    await rehearsal.close();
  }
}

/** A charge that was cancelled stays cancelled, although the answer to that was lost. */
async function cancelAgain(rehearsal: RehearsalWorld, options: OpenOptions): Promise<void> {
  const outcome = await rehearsal.open({ ...options, standIn: false, patience: 1_000 }).run();
  expect(outcome).toMatchObject({ failure: { kind: 'confirmation missing' } });
  expect(rehearsal.sandbox.ledger().live.checkoutSessions).toMatchObject([{ status: 'closed' }]);
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

/** Judges by the kind of the fault: the sentence, the request id, the exit code, and the journal. */
function judgeKind({ rehearsal, struck, said, exit }: Met, kind: Kind, call: CallOfTheLaunch): void {
  // A wait in which no look got through is a matter of the network; any other runs out of time.
  const ranOut = kind.passes === true && call.waits === true && kind.exit !== exitCodes.network;
  expect(said ?? 'it went on').toContain(kind.says ?? 'it went on');
  expect(exit).toBe(ranOut ? exitCodes.waitedTooLong : (kind.exit ?? exitCodes.done));
  if (kind.says === undefined) return;
  const requestIds = requestIdsOf(struck);
  if (requestIds.length > 0 && !kind.ownWords) expect(requestIds.some((id) => said?.includes(id))).toBe(true);
  const { last } = standing(rehearsal, call.write ?? '');
  if (call.write === undefined) expect(last).not.toBe('refused');
  else if (kind.write !== undefined) expect(last).toBe(kind.write === 'open' ? 'intended' : 'refused');
}

export async function meetKind(usual: Kind, call: CallOfTheLaunch, leading: Leading = {}): Promise<void> {
  const kind = metAt(call, usual);
  let after: RehearsalWorld | undefined;
  await meet(
    `${call.route} ${kind.effect}`,
    (met) => {
      after = met.rehearsal;
      judgeKind(met, kind, call);
    },
    leading,
  );
  if (after === undefined || call.write === undefined || kind.write === undefined) return;
  const ends = [call.seenFirst ? 'intended' : [], call.mayStayRefused ? 'refused' : [], 'finished'].flat();
  expect(ends).toContain(standing(after, call.write).last);
}
