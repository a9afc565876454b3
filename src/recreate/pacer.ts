import { defaultPace } from '../flint/pace.ts';
import type { Passage, Traffic } from '../flint/traffic.ts';
import { AllowedRate } from './allowed-rate.ts';

/** What a pacer tells the time by. Tests replace it. Times are milliseconds. */
export interface PacerClock {
  now(): number;
  /** Calls back once, that much later at the earliest. */
  later(milliseconds: number, call: () => void): void;
}

const systemClock: PacerClock = {
  now: () => performance.now(),
  later: (milliseconds, call) => void setTimeout(call, milliseconds),
};

const widestStart = 4;
const widest = 24;

/** The longest `Retry-After` that calls are held back for: as long as the client would wait by itself, in milliseconds. */
const longestHold = defaultPace.patience;

/**
 * Finds out how fast a server may be asked, since Flint publishes no numbers (the API notes, transport, section 10). More calls run side by
 * side as long as answers are fast; a 429 halves them, nothing leaves before its `Retry-After` is over, and from then on calls leave at the
 * rate that was seen to be allowed, a little faster all the time, until the next 429.
 */
export class Pacer implements Traffic {
  readonly #clock: PacerClock;
  readonly #rate = new AllowedRate();
  readonly #waiting: (() => void)[] = [];
  #width = widestStart;
  #running = 0;
  #fastInARow = 0;
  #quickest = Number.POSITIVE_INFINITY;
  /** Nothing leaves before this instant. */
  #closedUntil = 0;
  #isWaking = false;

  constructor(clock: PacerClock = systemClock) {
    this.#clock = clock;
  }

  /** How many calls may be under way at this moment. */
  get width(): number {
    return this.#width;
  }

  async enter(signal: AbortSignal | undefined): Promise<(passage: Passage) => void> {
    if (signal?.aborted) return () => undefined;
    const isIn = await this.#turn(signal);
    if (!isIn) return () => undefined;
    const left = this.#clock.now();
    return (passage) => {
      this.#running -= 1;
      if (passage.status === 429) this.#refused(left, passage);
      else this.#answered(left, passage);
      this.#letThrough();
    };
  }

  /** True with a place among those under way; false when the call was given up before. */
  async #turn(signal: AbortSignal | undefined): Promise<boolean> {
    return await new Promise((resolve) => {
      const begin = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve(true);
      };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        resolve(false);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(begin);
      this.#letThrough();
    });
  }

  #letThrough(): void {
    while (this.#waiting.length > 0 && this.#running < this.#width) {
      const now = this.#clock.now();
      const wait = Math.max(this.#closedUntil, this.#rate.nextAt) - now;
      if (wait > 0) {
        this.#wake(wait);
        return;
      }
      this.#running += 1;
      this.#rate.taken(now);
      this.#waiting.shift()?.();
    }
  }

  #wake(wait: number): void {
    if (this.#isWaking) return;
    this.#isWaking = true;
    this.#clock.later(wait, () => {
      this.#isWaking = false;
      this.#letThrough();
    });
  }

  #answered(left: number, { status, milliseconds }: Passage): void {
    if (status === undefined) return;
    this.#rate.letThrough(left);
    this.#quickest = Math.min(this.#quickest, milliseconds);
    this.#fastInARow = milliseconds <= Math.max(250, 3 * this.#quickest) ? this.#fastInARow + 1 : 0;
    if (this.#fastInARow < this.#width) return;
    this.#fastInARow = 0;
    this.#width = Math.min(widest, this.#width + 1);
  }

  /** Of many calls that meet the limit together, the first one says it; the others only prolong the pause. */
  #refused(left: number, { retryAfterSeconds = 1 }: Passage): void {
    const now = this.#clock.now();
    // A long pause is for whoever asked to decide about: it is told of the refusal, and may leave or come back later.
    const until = now + (retryAfterSeconds * 1_000 > longestHold ? 0 : retryAfterSeconds * 1_000);
    const isNews = this.#closedUntil === 0 || left >= this.#closedUntil;
    this.#closedUntil = Math.max(this.#closedUntil, until);
    if (!isNews) return;
    this.#fastInARow = 0;
    this.#width = Math.max(1, Math.floor(this.#width / 2));
    this.#rate.limitMet(now, this.#closedUntil);
  }
}
