import type { Evidence } from '../answer.ts';
import { FlintError, type Outcome, type Problem } from '../errors.ts';
import { type Mode, readMode } from '../mode.ts';
import { cleanText } from '../wire/text.ts';
import type { HeaderReader } from './exchange.ts';

/** What the headers of one response say about who answered for whom. `silent`: nothing wrong, but not both were stated. */
export type Verdict = 'proven' | { readonly silent: 'mode-not-proven' | 'merchant-not-proven' } | Mismatch;

interface Mismatch {
  readonly mismatch: 'wrong-mode' | 'wrong-merchant';
  readonly detail: string;
}

/**
 * Holds every response against one mode and one merchant (the guide, step 2; the API notes, transport, section 3). The first answer's
 * merchant is learned if none was expected. After one mismatch nothing may be sent any more.
 */
export class Identity {
  readonly #mode: Mode;
  #merchantId: string | undefined;
  #proof: Evidence | undefined;
  #mismatch: Mismatch | undefined;
  #apiVersion: string | undefined;
  #serverTime: Date | undefined;

  constructor(mode: Mode, expectedMerchantId: string | undefined) {
    this.#mode = mode;
    this.#merchantId = expectedMerchantId;
  }

  get merchantId(): string | undefined {
    return this.#merchantId;
  }

  get proof(): Evidence | undefined {
    return this.#proof;
  }

  /** The version that the latest answer was encoded in. */
  get apiVersion(): string | undefined {
    return this.#apiVersion;
  }

  /** The `Date` of the latest answer that proved mode and merchant, to the second; undefined where it had none. */
  get serverTime(): Date | undefined {
    return this.#serverTime;
  }

  /** Throws if an earlier answer came from another mode or merchant. `outcome` is that of the call's attempts so far. */
  demandOpen(method: Evidence['method'], path: string, outcome: Outcome): void {
    if (this.#mismatch === undefined) return;
    const problem: Problem = this.#mismatch.mismatch;
    throw new FlintError({ problem, outcome, method, path, detail: `${this.#mismatch.detail}; nothing more is sent` });
  }

  /** Compares one response. */
  judge(header: HeaderReader, evidence: Evidence): Verdict {
    const stated = header('flint-mode')?.trim() || undefined;
    const merchant = cleanText(header('flint-merchant-id') ?? '', 120);
    if (stated !== undefined && readMode(stated) !== this.#mode) {
      return this.#close({ mismatch: 'wrong-mode', detail: `the answer says mode "${cleanText(stated, 40)}"` });
    }
    if (merchant !== '' && this.#merchantId !== undefined && merchant !== this.#merchantId) {
      return this.#close({
        mismatch: 'wrong-merchant',
        detail: `the answer is for ${merchant}, not ${this.#merchantId}`,
      });
    }
    if (stated === undefined) return { silent: 'mode-not-proven' };
    if (merchant === '') return { silent: 'merchant-not-proven' };
    this.#merchantId = merchant;
    this.#proof = evidence;
    const time = Date.parse(header('date') ?? '');
    this.#serverTime = Number.isNaN(time) ? undefined : new Date(time);
    this.#apiVersion = cleanText(header('flint-version') ?? '', 40) || this.#apiVersion;
    return 'proven';
  }

  /** A success that proved nothing takes the earlier proof away: no write until a new one. */
  forgetProof(): void {
    this.#proof = undefined;
  }

  #close(mismatch: Mismatch): Mismatch {
    this.#mismatch = mismatch;
    this.#proof = undefined;
    return mismatch;
  }
}
