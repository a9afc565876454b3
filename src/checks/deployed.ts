import type { Mode } from '../flint/mode.ts';
import type { Timeouts } from '../flint/pace.ts';
import { exchange, type Lost } from '../flint/transport/exchange.ts';
import { isCertificateProblem } from '../flint/transport/tls.ts';
import { cleanText } from '../flint/wire/text.ts';
import { type NamedBy, type NamedMode, readNamedMode } from './deployed/named-mode.ts';

/** Why a health page gave no answer. */
export type HealthLoss =
  | 'time-out'
  | 'no such host'
  | 'unreachable'
  | 'certificate'
  | 'broken off'
  | 'too large'
  | 'leads elsewhere'
  | 'leads in circles';

/**
 * What a service's health page said. `at` is RFC 3339, `address` is fit to be shown (no query). `says`: it named a mode, by a header or a
 * field. It counts as `live` only from a 2xx; bad news is believed from any status. `no mode`: it answered and named none that can be read.
 */
export type HealthAnswer = { readonly address: string; readonly at: string } & (
  | { readonly kind: 'says'; readonly mode: Mode; readonly by: NamedBy; readonly status: number }
  | { readonly kind: 'no mode'; readonly status: number; readonly named?: NamedMode }
  | { readonly kind: 'lost'; readonly reason: HealthLoss; readonly code?: string; readonly to?: string }
);

/** How a health page is asked. Tests replace parts of it; `version` is flint-golive's own, for the user agent. */
export interface AskHealth {
  readonly version: string;
  readonly signal: AbortSignal;
  readonly timeouts?: Timeouts;
  readonly now?: () => Date;
}

const timeouts: Timeouts = {
  lookup: 5_000,
  connect: 5_000,
  secureConnect: 5_000,
  socket: 8_000,
  send: 5_000,
  response: 8_000,
  request: 10_000,
};

/** A health page is short; more than this is none. Bytes. */
const largestPage = 64 * 1024;
const mostRedirects = 3;

/**
 * Asks a deployed service, at its own health address, which mode of Flint it runs in. Read the address with `readHealthUrl` first
 * (`onlyLoopback` in a rehearsal), then put the answer into words with `deployedVerdict`:
 *
 *     const read = readHealthUrl(text, { onlyLoopback: target.name === 'embedded' });
 *     if ('problem' in read) ... show read.sentence
 *     const answer = await askHealth(read.url, { version, signal });
 *     const verdict = deployedVerdict(answer, 'live');
 *
 * One GET without credentials, cookies or a key; redirects are followed within the same origin only; 64 kB and ten seconds at most; nothing
 * is repeated, so whoever waits for a deploy asks again (in `waitFor`). What comes back is the service's own word, not Flint's: it proves as
 * much as the service is honest, and a page that a cache answers is as old as the cache. Throws only when `signal` is aborted.
 */
export async function askHealth(url: URL, how: AskHealth): Promise<HealthAnswer> {
  const at = (how.now?.() ?? new Date()).toISOString();
  const common = { address: shown(url), at };
  let asked = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const result = await exchange({
      method: 'GET',
      url: asked,
      headers: {
        accept: 'application/json, */*;q=0.5',
        'cache-control': 'no-cache',
        'user-agent': `flint-golive/${how.version} health`,
      },
      body: undefined,
      timeouts: how.timeouts ?? timeouts,
      signal: how.signal,
      largest: largestPage,
    });
    how.signal.throwIfAborted();
    if ('lost' in result) {
      const code = result.systemCode;
      return { kind: 'lost', ...common, reason: reasonOf(result), ...(code === undefined ? {} : { code }) };
    }
    const { status } = result;
    const location = result.header('location');
    if (status < 300 || status > 399 || location === undefined) {
      return { ...common, ...readAnswer(status, readNamedMode(result.header, result.body)) };
    }
    const next = URL.canParse(location, asked.href) ? new URL(location, asked) : undefined;
    if (next === undefined || next.origin !== asked.origin || next.username !== '' || next.password !== '') {
      return { kind: 'lost', ...common, reason: 'leads elsewhere', to: next === undefined ? '' : shown(next) };
    }
    asked = next;
  }
  return { kind: 'lost', ...common, reason: 'leads in circles' };
}

function readAnswer(status: number, named: NamedMode) {
  const succeeded = status >= 200 && status <= 299;
  if (named.mode === undefined || (named.mode === 'live' && !succeeded)) {
    return { kind: 'no mode' as const, status, named };
  }
  return { kind: 'says' as const, status, mode: named.mode, by: named.by };
}

function shown(url: URL): string {
  return cleanText(`${url.origin}${url.pathname}`, 200);
}

function reasonOf(lost: Lost): HealthLoss {
  if (lost.lost === 'timeout') return 'time-out';
  if (lost.lost === 'too large') return 'too large';
  const code = lost.systemCode;
  if (code === 'EPROTO' || isCertificateProblem(code)) return 'certificate';
  if (code === 'ENOTFOUND' || code?.startsWith('EAI_')) return 'no such host';
  return lost.lost === 'broken off' || lost.sent ? 'broken off' : 'unreachable';
}
