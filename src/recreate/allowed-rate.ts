const windowMilliseconds = 5_000;
const slowest = 1 / 1_000;
/** From fewer calls than this no first rate is concluded. */
const fewest = 5;
/** How much of the time that a timer came late may be made up for. */
const slack = 50;

/**
 * The rate at which calls may leave, learned from refusals. Before the first one there is no limit. Rates are calls a millisecond, instants
 * milliseconds of one clock.
 */
export class AllowedRate {
  /** When the latest calls left that were not refused. */
  #sent: number[] = [];
  #base = Number.POSITIVE_INFINITY;
  #since = 0;
  /** Whether the first, rough rate was met by a refusal of its own. */
  #isRefined = true;
  #nextAt = 0;

  /** The next call may leave at this instant. */
  get nextAt(): number {
    return this.#nextAt;
  }

  /**
   * The rate that is tried at an instant: soon faster than the first, which a server of few calls at once makes look too low. Then slowly
   * faster after a refusal, because it is nearly right; after ten seconds by 15 % each second, because then the limit was underrated, or
   * has been raised.
   */
  at(now: number): number {
    const seconds = Math.max(0, now - this.#since) / 1_000;
    if (!this.#isRefined) return this.#base * 1.3 ** seconds;
    const near = Math.min(10, seconds);
    return this.#base * (1 + 0.004 * near + 0.004 * near ** 2) * 1.15 ** (seconds - near);
  }

  /** A call takes the next place. */
  taken(now: number): void {
    if (this.#base === Number.POSITIVE_INFINITY) return;
    this.#nextAt = Math.max(this.#nextAt, now - slack) + 1 / this.at(now);
  }

  sent(left: number): void {
    this.#sent.push(left);
    const oldest = left - windowMilliseconds;
    if ((this.#sent[0] ?? left) < oldest - windowMilliseconds) this.#sent = this.#sent.filter((at) => at >= oldest);
  }

  /** The call that left then did not count. */
  refused(left: number): void {
    const place = this.#sent.lastIndexOf(left);
    if (place !== -1) this.#sent.splice(place, 1);
  }

  /**
   * The limit was met, and is waited out until `reopens`. What was let through from the beginning of the window until then is what the server
   * allows in that time. A rate that was paced already was nearly right, and loses a tenth; half of it where much less came through. Where
   * nothing came through at all, the pause is the answer, and nothing is concluded.
   */
  limitMet(now: number, reopens: number): void {
    const counted = this.#sent.filter((at) => at >= now - windowMilliseconds);
    const [first = now] = counted;
    const isPaced = this.#base !== Number.POSITIVE_INFINITY;
    const paced = isPaced ? this.at(now) : 0;
    if (counted.length >= (isPaced ? 1 : fewest)) {
      const seen = counted.length / Math.max(1, reopens - first);
      this.#base = Math.max(slowest, this.#isRefined ? corrected(seen, paced) : Math.sqrt(seen * paced));
      this.#isRefined = isPaced;
    } else if (isPaced) {
      this.#base = paced;
    }
    this.#since = reopens;
    this.#nextAt = reopens;
    this.#sent = [];
  }
}

function corrected(seen: number, paced: number): number {
  return Math.max(seen, seen > paced / 2 ? 0.9 * paced : paced / 2);
}
