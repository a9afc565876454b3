/** What is longer ago than this tells little about the limit; in milliseconds. */
const windowMilliseconds = 20_000;
const slowest = 1 / 1_000;
/** Nothing is concluded about a rate from less time than this, in milliseconds. */
const shortest = 500;
/** How much of the time that a timer came late may be made up for, in milliseconds. */
const slack = 50;

/** How a rate grows in a second without a refusal: a rough one, and one that was refined but met no refusal for long. */
const roughGrowth = 2.5;
const lateGrowth = 1.15;
/** For so many seconds a refined rate grows by so much of itself each second. */
const nearSeconds = 30;
const nearGrowth = 0.003;
/** What of a rate that was concluded is tried next. */
const caution = 0.97;

/**
 * The rate at which calls may leave, learned from refusals. Before the first one there is no limit. Rates are calls a millisecond, instants
 * milliseconds of one clock.
 */
export class AllowedRate {
  /** When the latest calls left that were let through, since the limit was met last. */
  #passed: number[] = [];
  #base = Number.POSITIVE_INFINITY;
  #since = 0;
  /** What came through before the first refusal, and in what time: mostly what the server lets through at once. */
  #atOnce = { calls: 0, milliseconds: 0 };
  #lastPause = 0;
  /** Whether the first, rough rate was met by a refusal of its own. */
  #isRefined = false;
  #nextAt = 0;

  /** The next call may leave at this instant. */
  get nextAt(): number {
    return this.#nextAt;
  }

  /**
   * The rate that is tried at an instant. A first rate is rough, since a server of few calls at once makes it look too low: it grows
   * fast. A refined one is nearly right and grows slowly, because each refusal costs a pause; after half a minute without one
   * it grows fast too, because then the limit was underrated, or has been raised.
   */
  at(now: number): number {
    const seconds = Math.max(0, now - this.#since) / 1_000;
    if (!this.#isRefined) return this.#base * roughGrowth ** seconds;
    const near = Math.min(nearSeconds, seconds);
    return this.#base * (1 + nearGrowth * near) * lateGrowth ** (seconds - near);
  }

  /** A call takes the next place. */
  taken(now: number): void {
    if (this.#isPaced) this.#nextAt = Math.max(this.#nextAt, now - slack) + 1 / this.at(now);
  }

  /** The call that left then was let through. */
  letThrough(left: number): void {
    this.#passed.push(left);
    const oldest = left - windowMilliseconds;
    if ((this.#passed[0] ?? left) < oldest - windowMilliseconds) {
      this.#passed = this.#passed.filter((at) => at >= oldest);
    }
  }

  /**
   * The limit was met, and is waited out until `reopens`. What was let through until then says what the server allows. Where nothing
   * came through at all, the pause is the answer, and nothing is concluded.
   */
  limitMet(now: number, reopens: number): void {
    const counted = this.#passed.filter((at) => at >= now - windowMilliseconds);
    if (counted.length > 0) {
      const base = this.#isPaced ? this.#concluded(counted, now) : this.#firstOf(counted, now, reopens);
      this.#base = Math.max(slowest, base);
    } else if (this.#isPaced) {
      this.#base = this.at(now);
    }
    this.#since = reopens;
    this.#nextAt = reopens;
    this.#lastPause = reopens - now;
    this.#passed = [];
  }

  get #isPaced(): boolean {
    return this.#base !== Number.POSITIVE_INFINITY;
  }

  #firstOf(counted: readonly number[], now: number, reopens: number): number {
    const [first = now] = counted;
    this.#atOnce = { calls: counted.length, milliseconds: now - first };
    return counted.length / Math.max(1, reopens - first);
  }

  /** A refined rate was nearly right: where much less came through than it promised, others share the limit, and half of it is tried. */
  #concluded(counted: readonly number[], now: number): number {
    const paced = this.at(now);
    const seen = Math.min(paced, this.#allowedIn(counted, now));
    const isFarOff = this.#isRefined && seen <= paced / 2;
    this.#isRefined = true;
    return isFarOff ? paced / 2 : caution * seen;
  }

  /**
   * A server that holds calls in reserve lets through, in any time, at most the reserve and what its rate adds; when it refuses, this was
   * just used up since some earlier instant. So the rate is the most that any such time shows, less the reserve; or it is what came
   * since the last refusal, when the reserve was empty too. Of what came through at first, half is taken for reserve: to
   * overrate the limit costs one pause more, to underrate it costs half a minute.
   */
  #allowedIn(counted: readonly number[], now: number): number {
    const [first = now] = counted;
    const reserve = this.#atOnce.calls / 2;
    const usedIn = this.#atOnce.milliseconds / 2;
    const rates = counted.flatMap((at, place) => {
      const lasted = now - at - usedIn;
      return lasted < shortest ? [] : [(counted.length - place - reserve) / lasted];
    });
    const sinceLast = counted.length / Math.max(1, now - first + this.#lastPause);
    return rates.reduce((most, rate) => Math.max(most, rate), sinceLast);
  }
}
