import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultPace } from '../../src/flint/pace.ts';
import { parseFault } from '../../src/sandbox/index.ts';
import { meet, meetKind, standing } from './fault-meeting.ts';
import { calls, endpoint, kinds, refund } from './fault-rows.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

// No time is spent between the client's own tries; how it waits is tested with the client.
beforeAll(() => {
  vi.spyOn(defaultPace, 'random').mockReturnValue(0);
});
afterAll(() => {
  vi.restoreAllMocks();
});

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
