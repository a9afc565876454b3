import { type Arrived, exchange, type Lost } from '../../flint/transport/exchange.ts';
import { isCertificateProblem } from '../../flint/transport/tls.ts';
import { cleanText, cleanTextWithoutSecrets } from '../../flint/wire/text.ts';
import type { ProbeRequest } from './request.ts';
import type { LossReason, ProbeOutcome } from './results.ts';
import type { HandlerTarget, ProbePace } from './target.ts';

/**
 * Sends one event to the handler once: no redirect is followed, nothing is repeated, and the environment cannot switch the check of the
 * certificate off. Throws only when the run is aborted.
 */
export async function sendProbe(target: HandlerTarget, pace: ProbePace, request: ProbeRequest): Promise<ProbeOutcome> {
  const at = pace.now().toISOString();
  const started = pace.elapsed();
  const result = await exchange({
    method: 'POST',
    url: target.url,
    headers: request.headers,
    body: request.body,
    timeouts: pace.timeouts,
    signal: target.signal,
  });
  target.signal?.throwIfAborted();
  const common = { eventId: request.eventId, at, durationMilliseconds: Math.round(pace.elapsed() - started) };
  // An endless page is an answer, but one that a stalled connection cut off is none.
  if ('lost' in result && !(result.lost === 'too large' && result.status !== undefined)) {
    const code = result.systemCode;
    return { kind: 'lost', ...common, reason: reasonOf(result), ...(code === undefined ? {} : { code }) };
  }
  return { kind: 'answered', ...common, status: result.status ?? 0, ...shownParts(result, pace.now()) };
}

function shownParts(answer: Arrived | Lost, now: Date) {
  const excerpt = 'body' in answer ? cleanTextWithoutSecrets(answer.body.slice(0, 4_000), '', 200) : '';
  const location = cleanText(withoutQuery(answer.header('location') ?? ''), 200);
  const theirs = Date.parse(answer.header('date') ?? '');
  // A rounded -0 would be another number once it was written down and read back.
  const ahead = Math.round((theirs - now.getTime()) / 1000);
  return {
    ...(excerpt === '' ? {} : { excerpt }),
    ...(location === '' ? {} : { location }),
    ...(Number.isNaN(theirs) ? {} : { clockDifferenceSeconds: ahead === 0 ? 0 : ahead }),
  };
}

function withoutQuery(location: string): string {
  return location.split(/[?#]/, 1)[0] ?? '';
}

function reasonOf(lost: Lost): LossReason {
  if (lost.lost === 'timeout') return 'time-out';
  if (lost.lost === 'broken off' || lost.lost === 'too large') return 'broken off';
  const code = lost.systemCode;
  if (code === 'EPROTO' || code?.startsWith('ERR_SSL_')) return 'no TLS';
  if (isCertificateProblem(code)) return 'certificate';
  if (code === 'ENOTFOUND' || code?.startsWith('EAI_')) return 'no such host';
  return lost.sent ? 'broken off' : 'unreachable';
}
