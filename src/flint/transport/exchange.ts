import got, { AbortError, RequestError, TimeoutError } from 'got';
import type { Method } from '../answer.ts';
import type { Timeouts } from '../pace.ts';
import { isCertificateProblem } from './tls.ts';

/** One request, ready to be sent. */
export interface Outgoing {
  readonly method: Method;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeouts: Timeouts;
  readonly signal: AbortSignal | undefined;
  /** The largest body that is read, in bytes; `largestAnswer` when absent. */
  readonly largest?: number;
}

/** Header values by lower-case name; undefined when absent. */
export type HeaderReader = (name: string) => string | undefined;

/** A response that arrived whole. */
export interface Arrived {
  readonly status: number;
  readonly header: HeaderReader;
  readonly body: string;
}

/**
 * A response that did not arrive. `sent`: whether the request may have reached the server. With `too large` and
 * `broken off` the response had begun, so its status and headers are known.
 */
export interface Lost {
  readonly lost: 'network' | 'timeout' | 'aborted' | 'too large' | 'broken off';
  readonly sent: boolean;
  readonly systemCode: string | undefined;
  readonly phase: string | undefined;
  readonly status: number | undefined;
  readonly header: HeaderReader;
}

/** The largest answer that is read, in bytes. A page of 100 objects is well below it. */
const largestAnswer = 8 * 1024 * 1024;

const codesBeforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EADDRNOTAVAIL']);
const phasesBeforeSending = new Set(['lookup', 'connect', 'secureConnect']);

/**
 * Sends one request once. Redirects are not followed, nothing is retried, and no status is an error here. Compression is not asked for:
 * the size limit then bounds memory as well.
 */
export async function exchange(outgoing: Outgoing): Promise<Arrived | Lost> {
  const tooLarge = new AbortController();
  const signal = outgoing.signal === undefined ? tooLarge.signal : AbortSignal.any([outgoing.signal, tooLarge.signal]);
  try {
    const sending = got(outgoing.url, {
      method: outgoing.method,
      headers: { ...outgoing.headers, 'accept-encoding': 'identity' },
      ...(outgoing.body === undefined ? {} : { body: outgoing.body }),
      timeout: outgoing.timeouts,
      signal,
      retry: { limit: 0 },
      throwHttpErrors: false,
      followRedirect: false,
      decompress: false,
      // Stated, so that NODE_TLS_REJECT_UNAUTHORIZED in the environment has no say in who gets the key.
      https: { rejectUnauthorized: true },
      responseType: 'buffer',
    });
    sending.on('downloadProgress', (progress) => {
      if (progress.transferred > (outgoing.largest ?? largestAnswer)) tooLarge.abort();
    });
    const response = await sending;
    return {
      status: response.statusCode,
      header: headerReader(response.headers),
      body: new TextDecoder().decode(response.body),
    };
  } catch (error) {
    return lostBy(error, tooLarge.signal.aborted);
  }
}

function lostBy(error: unknown, tooLarge: boolean): Lost {
  if (!(error instanceof RequestError)) throw error;
  const begun = error.response;
  const answer = { status: begun?.statusCode, header: headerReader(begun?.headers ?? {}) };
  if (tooLarge) return { lost: 'too large', sent: true, systemCode: undefined, phase: undefined, ...answer };
  if (error instanceof AbortError) {
    return { lost: 'aborted', sent: true, systemCode: undefined, phase: undefined, ...answer };
  }
  if (error instanceof TimeoutError) {
    const sent = !phasesBeforeSending.has(error.event);
    return { lost: 'timeout', sent, systemCode: undefined, phase: error.event, ...answer };
  }
  const systemCode = error.code;
  // Node names the system call first; the same code can also end a connection that already stood.
  const connecting = codesBeforeSending.has(systemCode) || error.message.startsWith('connect ');
  const secured = error.request?.reusedSocket === true || error.timings?.secureConnect !== undefined;
  const sent = !connecting && (secured || !isCertificateProblem(systemCode));
  return { lost: begun === undefined ? 'network' : 'broken off', sent, systemCode, phase: undefined, ...answer };
}

function headerReader(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderReader {
  return (name) => {
    const value = headers[name];
    return typeof value === 'object' ? value.join(', ') : value;
  };
}
