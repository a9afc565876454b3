import type { z } from 'zod';
import type { Answer, Evidence } from './answer.ts';
import { isLoopback } from './base-url.ts';
import { FlintError } from './errors.ts';
import { isMarked, type KeyOf, modeOfKey } from './keys.ts';
import type { Mode } from './mode.ts';
import { defaultPace, type Pace } from './pace.ts';
import type { Traffic } from './traffic.ts';
import { type Call, isRead } from './transport/call.ts';
import { Identity } from './transport/identity.ts';
import { type Connection, send } from './transport/sender.ts';
import { nothing } from './wire/envelope.ts';

/**
 * What a client is made for. `expectedMerchantId` is demanded of every answer; without it, the first answer's merchant is.
 * `signal` ends all calls of this client. `pace` replaces parts of the waiting, for tests. `traffic` decides when a call may leave;
 * without it every call leaves at once.
 */
export interface ConnectOptions<M extends Mode> {
  readonly mode: M;
  readonly key: KeyOf<M>;
  readonly baseUrl: URL;
  readonly expectedMerchantId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: Partial<Pace> | undefined;
  readonly traffic?: Traffic | undefined;
}

/** Makes a client for one key. Throws a FlintError `wrong-key` if the key does not fit the mode, or may not be sent there. */
export function connect<M extends Mode>(options: ConnectOptions<M>): FlintClient<M> {
  return new FlintClient(options);
}

/**
 * Flint's API for one key, mode and merchant. Every response is held against that mode and merchant before anything in it is read; one
 * mismatch closes the client for good. No write leaves before an answer has proven both.
 */
export class FlintClient<M extends Mode = Mode> {
  readonly mode: M;
  readonly baseUrl: URL;
  readonly #connection: Connection;

  constructor(options: ConnectOptions<M>) {
    demandFittingKey(options);
    this.mode = options.mode;
    this.baseUrl = new URL(options.baseUrl);
    this.#connection = {
      key: options.key,
      baseUrl: this.baseUrl,
      pace: { ...defaultPace, ...options.pace },
      signal: options.signal,
      identity: new Identity(options.mode, options.expectedMerchantId),
      traffic: options.traffic,
    };
  }

  /** The merchant this client stands for, as expected or as learned from the first answer; undefined before either. */
  get merchantId(): string | undefined {
    return this.#connection.identity.merchantId;
  }

  /** The latest answer that proved mode and merchant; undefined before one, and after a success that proved neither. */
  get proof(): Evidence | undefined {
    return this.#connection.identity.proof;
  }

  /** The API version that the server last named; a hint for diagnosis, no proof of a generation (the API notes, transport, section 11). */
  get apiVersion(): string | undefined {
    return this.#connection.identity.apiVersion;
  }

  /** What the server's own clock said in its latest answer that proved mode and merchant, to the second; undefined where it said nothing. */
  get serverTime(): Date | undefined {
    return this.#connection.identity.serverTime;
  }

  /** Sends one call and reads its answer. Throws a FlintError for everything but a proven, understood success. */
  async request<Schema extends z.ZodType>(call: Call<Schema>): Promise<Answer<z.output<Schema>>> {
    if (!isRead(call) && this.proof === undefined) await this.prove();
    return await send(this.#connection, call);
  }

  /**
   * Proves mode and merchant with the cheapest reads there are. Any authenticated answer carries the headers, so a 404 of an older
   * server or a missing scope proves as much as a success.
   */
  async prove(): Promise<Evidence> {
    const probes = [{ path: '/v1/developer/auth-context' }, { path: '/v1/webhook-endpoints', query: { page_size: 1 } }];
    for (const probe of probes) {
      try {
        await send(this.#connection, { method: 'GET', answer: nothing, ...probe });
      } catch (error) {
        if (!(error instanceof FlintError) || !['not-found', 'forbidden'].includes(error.problem)) throw error;
      }
      if (this.proof !== undefined) return this.proof;
    }
    throw new FlintError({
      problem: 'mode-not-proven',
      outcome: 'nothing-happened',
      detail: 'no answer named its mode',
    });
  }
}

/** The key's prefix is that of the mode, and a key of the embedded sandbox never leaves this machine. */
function demandFittingKey({ key, mode, baseUrl }: ConnectOptions<Mode>): void {
  const refused = (detail: string) => new FlintError({ problem: 'wrong-key', outcome: 'nothing-happened', detail });
  if (modeOfKey(key) !== mode) throw refused(`the key is no ${mode} key`);
  if (isMarked(key) && !isLoopback(baseUrl)) throw refused('a rehearsal key never leaves this machine');
}
