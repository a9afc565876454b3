import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultPace } from '../../src/flint/pace.ts';
import { systemClock } from '../../src/launch/clock.ts';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import { parseFault } from '../../src/sandbox/index.ts';
import { scripted, stateWhere } from '../launch/scripted-launch.ts';
import type { OpenOptions, RehearsalWorld } from './rehearsal-world.ts';
import type { StepFive } from './step-five.ts';
import { standInStepFive } from './step-five.ts';

let stand: StepFive;
let rehearsal: RehearsalWorld | undefined;
beforeAll(async () => {
  // No time is spent between the client's own tries.
  vi.spyOn(defaultPace, 'random').mockReturnValue(0);
  stand = await standInStepFive('guide');
});
afterEach(() => rehearsal?.close());
afterAll(async () => {
  vi.restoreAllMocks();
  await stand.close();
});

const hour = 60 * 60 * 1_000;
const closing = 'checkout-session.close.';

/** Everything but a confirmation is answered. */
const sources = [
  scripted({
    'cut-over.deployed': 'yes',
    'cut-over.smoke-test': 'skip',
    'cut-over.charge-way': 'page',
    'cut-over.amount': '1.00',
  }),
];
const confirmed = scripted({ 'cut-over.charge': 'charge 1.00' });

/** The kinds of entries in a journal about the confirmation of the charge and the closing of its page. */
const kept = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) => {
    if ('write' in entry && entry.write.startsWith(closing)) return [entry.type];
    const isConsent = entry.type === 'withdrawn' || entry.type === 'confirmed';
    return isConsent && entry.key === 'cut-over.charge' ? [entry.type] : [];
  });

/** A charge that was confirmed and cancelled, with a fault at the call that closes its page. */
async function cancelledWith(effect?: string) {
  const closed: string[] = [];
  rehearsal = await stand.open({
    speed: 200,
    faults: effect === undefined ? [] : [parseFault(`live POST /v1/checkout-sessions/*/close ${effect}`)],
    onExchange: ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/close')) closed.push(path);
    },
  });
  const launch = rehearsal.open({
    script: stand.script,
    standIn: false,
    defaults: false,
    sources: [...sources, confirmed],
  });
  const running = launch.run();
  await stateWhere(launch, ({ moment }) => moment.kind === 'waiting' && moment.id === 'cut-over.payment');
  launch.take('cancel');
  await running;
  rehearsal.sandbox.faults.clear();
  return { rehearsal, closed };
}

/** Whoever sees a page pays it, so that a page that is opened without a confirmation costs money. */
const unconfirmed: OpenOptions = { defaults: false, sources };

async function staysCancelled({ sandbox, open }: RehearsalWorld, options: OpenOptions): Promise<void> {
  for (let run = 1; run <= 3; run += 1) {
    const outcome = await open({ ...unconfirmed, script: stand.script, ...options }).run();
    expect(outcome).toMatchObject({ failure: { kind: 'confirmation missing' } });
    expect(sandbox.ledger().live.charges).toEqual([]);
    expect(sandbox.ledger().live.checkoutSessions).toMatchObject([{ status: 'closed' }]);
  }
}

describe('a cancelled charge whose closing was lost', () => {
  it.each([
    ['25 hours ago', 25 * hour],
    ['before the clock was set back', -hour],
    ['a moment ago', 0],
  ])('%s is seen to be closed, and stays cancelled', async (_, later) => {
    const { rehearsal: world, closed } = await cancelledWith('reset-after-commit');
    expect(kept(world.journal.entries())).toEqual(['confirmed', 'intended']);
    const sent = closed.length;
    const clock = { ...systemClock, now: () => new Date(Date.now() + later) };
    await staysCancelled(world, { clock });
    // Under its own key it may be sent again as long as that is known to be young; else it is looked up.
    expect(closed.length - sent).toBe(later === 0 ? 1 : 0);
    expect(kept(world.journal.entries()).slice(2)).toEqual(['withdrawn', 'finished']);

    expect(await world.open({ script: stand.script, clock }).run()).toEqual({ kind: 'finished' });
    expect(kept(world.journal.entries())[4]).toBe('confirmed');
    expect(world.sandbox.ledger().live.charges).toMatchObject([{ amount: 100 }]);
  });

  it('and never arrived is closed now, and stays cancelled', async () => {
    const { rehearsal: world } = await cancelledWith('reset-before-commit');
    expect(world.sandbox.ledger().live.checkoutSessions).toMatchObject([{ status: 'open' }]);
    await staysCancelled(world, { clock: { ...systemClock, now: () => new Date(Date.now() + 25 * hour) } });
  });
});

describe('a kill between the entries of a cancellation', () => {
  it.each(['intended', 'withdrawn', 'finished'])(
    'after “%s” leads to no other charge without another confirmation',
    async (last) => {
      const { rehearsal: world } = await cancelledWith();
      const entries = world.journal.entries();
      expect(kept(entries)).toEqual(['confirmed', 'intended', 'withdrawn', 'finished']);
      const end = entries.findIndex((entry) => kept([entry])[0] === last) + 1;
      const journal = journalInMemory(world.journal.header, entries.slice(0, end));
      await staysCancelled(world, { journal });

      expect(await world.open({ script: stand.script, journal }).run()).toEqual({ kind: 'finished' });
      expect(kept(journal.entries()).filter((entry) => entry === 'confirmed')).toHaveLength(2);
      expect(world.sandbox.ledger().live.charges).toMatchObject([{ amount: 100 }]);
    },
  );
});
