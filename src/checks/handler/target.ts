import { isLoopback } from '../../flint/base-url.ts';
import type { Mode } from '../../flint/mode.ts';
import type { Timeouts } from '../../flint/pace.ts';
import { HandlerProblem } from './handler-problem.ts';

/** Gives a signing secret at the moment it is needed. */
export type RevealSecret = () => string | Promise<string>;

/** The handler to try, and as whom. */
export interface HandlerTarget {
  /** The endpoint's own URL, see `readHandlerUrl`. No other address is ever talked to. */
  readonly url: URL;
  readonly secret: RevealSecret;
  /** The sandbox endpoint's secret, where it is known: then a handler that still holds it is recognised for certain. */
  readonly sandboxSecret?: RevealSecret;
  readonly endpointId?: string;
  readonly merchantId?: string;
  readonly mode: Mode;
  /** Of flint-golive, for the user agent. */
  readonly version: string;
  readonly signal?: AbortSignal;
}

/** How a run measures and gives up. Tests replace parts of it. */
export interface ProbePace {
  readonly timeouts: Timeouts;
  now(): Date;
  /** Milliseconds of a clock that only goes forward. */
  elapsed(): number;
}

/** Ten seconds for an answer is ours: Flint publishes no time-out for deliveries (the API notes, webhooks, section 4). */
export const defaultProbePace: ProbePace = {
  timeouts: {
    lookup: 5_000,
    connect: 5_000,
    secureConnect: 5_000,
    socket: 10_000,
    send: 5_000,
    response: 10_000,
    request: 15_000,
  },
  now: () => new Date(),
  elapsed: () => performance.now(),
};

/** Reads the address of a handler: https anywhere, http on this machine only. Throws a HandlerProblem. */
export function readHandlerUrl(text: string): URL {
  const given = text.trim();
  if (!URL.canParse(given)) throw new HandlerProblem('not a URL');
  const url = new URL(given);
  demandHandlerUrl(url);
  return url;
}

/** Throws a HandlerProblem unless a handler may be tried at this address. */
export function demandHandlerUrl(url: URL): void {
  const encrypted = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  if (!encrypted) throw new HandlerProblem('not https');
  if (url.username !== '' || url.password !== '' || url.hash !== '') throw new HandlerProblem('extra parts');
}

/** How an address is shown and kept: without its query, which may hold a secret. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
