import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultPace } from '../../src/flint/pace.ts';
import type { Exchange } from '../../src/sandbox/index.ts';
import { parseFault } from '../../src/sandbox/index.ts';
import { type CallOfTheLaunch, calls, endpoint, type Kind, kinds, refund } from './fault-rows.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

// No time is spent between the client's own tries; how it waits is tested with the client.
beforeAll(() => {
  vi.spyOn(defaultPace, 'random').mockReturnValue(0);
});
afterAll(() => {
  vi.restoreAllMocks();
});

interface Met {
  readonly rehearsal: RehearsalWorld;
  readonly struck: readonly Exchange[];
  /** All that is said of the failure, as the screen and the headless output have it; undefined when the launch went through. */
  readonly said: string | undefined;
}

/** Runs a launch into a fault, judges how it met it, and runs it again without the fault. */
async function meet(fault: string, judge: (met: Met) => void): Promise<void> {
  const struck: Exchange[] = [];
  const rehearsal = await openRehearsalWorld({
    speed: 200,
    faults: [parseFault(fault)],
    onExchange: (exchange) => {
      if (exchange.faults !== undefined) struck.push(exchange);
    },
  });
  try {
    const ended = await rehearsal.open({ patience: 1_000 }).run();
    if (ended.kind === 'left') throw new Error('Nobody left the launch.');
    const said =
      ended.kind === 'finished'
        ? undefined
        : [ended.failure.headline, ended.failure.meaning, ended.failure.remedy, ended.failure.requestId].join(' ');
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

/** The request ids that the person was sent, of which the one shown has to be one. */
function requestIdsOf(struck: readonly Exchange[]): string[] {
  return struck.flatMap(({ responseHeaders }) => responseHeaders['x-request-id'] ?? []);
}

/** What the journal says of a write: how often it was intended and under how many keys, and how it stands. */
function standing(rehearsal: RehearsalWorld, name: string) {
  const entries = rehearsal.journal.entries().flatMap((entry) => {
    const isAttempt = entry.type === 'intended' || entry.type === 'finished' || entry.type === 'refused';
    return isAttempt && entry.write.startsWith(name) ? [entry] : [];
  });
  const keys = new Set(entries.flatMap((entry) => (entry.type === 'intended' ? [entry.idempotencyKey] : [])));
  return { last: entries.at(-1)?.type, keys: keys.size };
}

async function meetKind({ effect, says, write }: Kind, call: CallOfTheLaunch): Promise<void> {
  let after: RehearsalWorld | undefined;
  await meet(`${call.route} ${effect}`, ({ rehearsal, struck, said }) => {
    after = rehearsal;
    if (says === undefined) {
      expect(said).toBeUndefined();
      return;
    }
    expect(said).toContain(says);
    const requestIds = requestIdsOf(struck);
    if (requestIds.length > 0) expect(requestIds.some((id) => said?.includes(id))).toBe(true);
    if (call.write !== undefined) {
      expect(standing(rehearsal, call.write).last).toBe(write === 'open' ? 'intended' : 'refused');
    }
  });
  if (after === undefined || call.write === undefined || says === undefined) return;
  expect(call.seenFirst ? ['finished', 'intended'] : ['finished']).toContain(standing(after, call.write).last);
}

describe.concurrent('a fault of every kind, met at the write that matters most', () => {
  it.each(kinds)('$effect: the refund', async (kind) => {
    await meetKind(kind, refund);
  });
});

describe.concurrent('the faults that hurt most, met at every call of the five steps', () => {
  const worst = kinds.slice(0, 3).flatMap((kind) => calls.map((call) => ({ ...call, ...kind, call, kind })));
  it.each(worst.filter(({ call }) => call !== refund))('$effect: $route', async ({ kind, call }) => {
    await meetKind(kind, call);
  });
});

describe.concurrent('an open write is sent again under its own key', () => {
  it.each(['reset-after-commit', 'status=503 after-commit', 'half-body', 'wrong-mode'])('%s', async (effect) => {
    const keys: string[] = [];
    await meet(`${refund.route} ${effect}`, ({ struck }) => {
      keys.push(...struck.map(({ requestHeaders }) => requestHeaders['idempotency-key'] ?? 'none was sent'));
    });
    expect(keys).not.toContain('none was sent');
    expect(new Set(keys).size).toBe(1);
  });
});

describe.concurrent('a fault that passes is not worth a word', () => {
  it.each([
    'status=503',
    'reset-before-commit',
    'reset-after-commit',
    'half-body',
    'html-page',
    'status=429 retry-after=0',
  ])('twice %s, then an answer: the refund', async (effect) => {
    await meet(`${refund.route} #1-2 ${effect}`, ({ said, struck, rehearsal }) => {
      expect(struck).toHaveLength(2);
      expect(said).toBeUndefined();
      expect(standing(rehearsal, 'refund.create')).toEqual({ last: 'finished', keys: 1 });
    });
  });
});

describe.concurrent('a secret that was shown once and lost on the way', () => {
  it('comes back with the replay', async () => {
    await meet(`${endpoint.route} #1 reset-after-commit`, ({ said }) => expect(said).toBeUndefined());
  });

  it('is replaced by a new one where the replay comes without it', async () => {
    const rehearsal = await openRehearsalWorld({
      speed: 200,
      faults: [`${endpoint.route} #1 reset-after-commit`, `${endpoint.route} #2- no-secret-on-replay`].map(parseFault),
    });
    try {
      expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
      expect(standing(rehearsal, 'webhook-secret.rotate').last).toBe('finished');
      expect(rehearsal.sandbox.ledger().live.webhookEndpoints).toHaveLength(1);
    } finally {
      await rehearsal.close();
    }
  });
});

describe.concurrent('deliveries that misbehave', () => {
  it.each(['duplicate', 'out-of-order', 'delay=30ms'])('%s: the launch is proved all the same', async (effect) => {
    await meet(`live DELIVERY * ${effect}`, ({ said }) => expect(said).toBeUndefined());
  });
});
