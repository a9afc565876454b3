import { describe, expect, it } from 'vitest';
import { Pacer } from '../../src/recreate/pacer.ts';

/** A clock that stands still until all that runs has come to rest, and then jumps to what is due next. */
class SteppedClock {
  #now = 0;
  #due: { readonly at: number; readonly call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  later(milliseconds: number, call: () => void): void {
    // A real timer is never early, and up to a millisecond late.
    this.#due.push({ at: this.#now + Math.ceil(milliseconds), call });
  }

  async pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => this.later(milliseconds, resolve));
  }

  /** Runs until nothing is due any more. */
  async runOut(): Promise<void> {
    for (;;) {
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      const next = this.#due.toSorted((one, other) => one.at - other.at)[0];
      if (next === undefined) return;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.call();
    }
  }
}

interface Limit {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket as servers have it: whole seconds of Retry-After, one at least. */
function bucket({ perSecond, burst }: Limit, clock: SteppedClock): () => number | undefined {
  let tokens = burst;
  let filledAt = clock.now();
  return () => {
    tokens = Math.min(burst, tokens + ((clock.now() - filledAt) / 1_000) * perSecond);
    filledAt = clock.now();
    if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / perSecond));
    tokens -= 1;
    return undefined;
  };
}

/** Sends so many calls by way of a pacer, each again until it is let through. */
async function drive(limit: Limit | undefined, calls: number, latency = 20) {
  const clock = new SteppedClock();
  const pacer = new Pacer(clock);
  const take = limit === undefined ? () => undefined : bucket(limit, clock);
  let refusals = 0;
  let sentTooEarly = 0;
  let closedUntil = 0;
  let widest = 0;
  let running = 0;
  let finishedAt = 0;
  const call = async (): Promise<void> => {
    for (;;) {
      const leave = await pacer.enter(undefined);
      running += 1;
      widest = Math.max(widest, running);
      if (clock.now() < closedUntil) sentTooEarly += 1;
      await clock.pause(latency / 2);
      const retryAfterSeconds = take();
      await clock.pause(latency / 2);
      running -= 1;
      leave({ status: retryAfterSeconds === undefined ? 200 : 429, retryAfterSeconds, milliseconds: latency });
      if (retryAfterSeconds === undefined) {
        finishedAt = clock.now();
        return;
      }
      refusals += 1;
      closedUntil = Math.max(closedUntil, clock.now() + retryAfterSeconds * 1_000);
    }
  };
  const all = Promise.all(Array.from({ length: calls }, call));
  await clock.runOut();
  await all;
  return { seconds: finishedAt / 1_000, refusals, sentTooEarly, widest };
}

describe('a pacer', () => {
  it.each([
    { perSecond: 10, burst: 10 },
    { perSecond: 25, burst: 25 },
    { perSecond: 50, burst: 100 },
    { perSecond: 100, burst: 100 },
    { perSecond: 200, burst: 200 },
    { perSecond: 40, burst: 20 },
    { perSecond: 20, burst: 5 },
    { perSecond: 50, burst: 10 },
  ])('comes within a tenth of $perSecond calls a second with $burst at once, whatever that is', async (limit) => {
    const calls = 4_000;
    const { seconds, refusals, sentTooEarly } = await drive(limit, calls);
    const best = (calls - limit.burst) / limit.perSecond;
    expect(seconds).toBeLessThan(best * 1.1);
    expect(sentTooEarly).toBe(0);
    expect(refusals).toBeLessThan(calls / 100);
  });

  it('is not far from a limit that allows very few calls at once', async () => {
    const { seconds } = await drive({ perSecond: 30, burst: 3 }, 4_000);
    expect(seconds).toBeLessThan((3_997 / 30) * 1.15);
  });

  it('opens wide where nothing is refused, and no wider than is decent', async () => {
    const { seconds, widest } = await drive(undefined, 3_000);
    expect(widest).toBe(24);
    expect(seconds).toBeLessThan(3);
  });

  it('is soon as fast as ever again after a limit that was there for a while only', async () => {
    const clock = new SteppedClock();
    const pacer = new Pacer(clock);
    let answered = 0;
    const storm = { from: 1_000, to: 31_000 };
    const call = async (): Promise<void> => {
      const leave = await pacer.enter(undefined);
      const isRefused = clock.now() >= storm.from && clock.now() < storm.to;
      await clock.pause(10);
      leave({ status: isRefused ? 429 : 200, retryAfterSeconds: isRefused ? 1 : undefined, milliseconds: 10 });
      if (isRefused) return await call();
      answered += 1;
    };
    const all = Promise.all(Array.from({ length: 6_000 }, call));
    await clock.runOut();
    await all;
    expect(answered).toBe(6_000);
    expect(clock.now()).toBeLessThan(storm.to + 30_000);
  });

  it('does not grow while answers get slower', async () => {
    const clock = new SteppedClock();
    const pacer = new Pacer(clock);
    for (let call = 0; call < 50; call += 1) {
      const leave = await pacer.enter(undefined);
      leave({ status: 200, retryAfterSeconds: undefined, milliseconds: call === 0 ? 100 : 900 });
    }
    expect(pacer.width).toBe(4);
  });

  it('halves once for calls that were refused together', async () => {
    const clock = new SteppedClock();
    const pacer = new Pacer(clock);
    const leaving = await Promise.all([1, 2, 3, 4].map(() => pacer.enter(undefined)));
    for (const leave of leaving) leave({ status: 429, retryAfterSeconds: 3, milliseconds: 5 });
    expect(pacer.width).toBe(2);
  });

  it('lets a call that was given up go at once, without a place', async () => {
    const clock = new SteppedClock();
    const pacer = new Pacer(clock);
    const [first] = await Promise.all([1, 2, 3, 4].map(() => pacer.enter(undefined)));
    const giveUp = new AbortController();
    const waiting = pacer.enter(giveUp.signal);
    giveUp.abort();
    (await waiting)({ status: undefined, retryAfterSeconds: undefined, milliseconds: 0 });
    first?.({ status: 200, retryAfterSeconds: undefined, milliseconds: 5 });
    await pacer.enter(undefined);
    expect(pacer.width).toBe(4);
  });
});
