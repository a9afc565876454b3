import { randomBytes } from 'node:crypto';
import { HandlerProblem } from './handler-problem.ts';
import { baseline, explainingProbes, type Probe, probes } from './probes.ts';
import { type KeyRing, type Keys, keysOf, requestOf } from './request.ts';
import { type ConformanceResults, type ProbeOutcome, type ProbeResult, readingOf } from './results.ts';
import { sendProbe } from './send.ts';
import { defaultProbePace, demandHandlerUrl, type HandlerTarget, type ProbePace, shownUrl } from './target.ts';

/**
 * Tries a webhook handler over HTTP, as Flint would send to it and as an attacker would: about twenty small events, one after the other,
 * each marked as a test. Ends early when the handler cannot be reached or asks for rest. `onResult` hears of each probe as it ends.
 * Throws a HandlerProblem before anything is sent if address or secret cannot be right, and the reason of the signal when aborted.
 */
export async function probeHandler(
  target: HandlerTarget,
  options: { readonly pace?: ProbePace; readonly onResult?: (result: ProbeResult) => void } = {},
): Promise<ConformanceResults> {
  const pace = options.pace ?? defaultProbePace;
  demandHandlerUrl(target.url);
  const keyRing = await revealKeys(target);
  const startedAt = pace.now().toISOString();
  const results: ProbeResult[] = [];
  const ask = async (probe: Probe): Promise<readonly ProbeOutcome[]> => {
    const outcomes = await sendAll(probe, target, keyRing, pace);
    if (outcomes === undefined) return [];
    const result = { probe: probe.id, expected: probe.expected, outcomes };
    results.push(result);
    options.onResult?.(result);
    return outcomes;
  };

  const first = await ask(baseline);
  let cutShort = first.some(isOutOfReach);
  const accepted = first.every((outcome) => readingOf(outcome) === 'accepted');
  const rest = accepted ? probes : [...probes, ...explainingProbes];
  let lost = 0;
  for (const probe of rest) {
    if (cutShort) break;
    const outcomes = await ask(probe);
    lost += outcomes.filter((outcome) => outcome.kind === 'lost').length;
    cutShort = lost >= 2 || outcomes.some((outcome) => readingOf(outcome) === 'rate limited');
  }
  const finishedAt = pace.now().toISOString();
  return { url: shownUrl(target.url), startedAt, finishedAt, probes: results, cutShort };
}

/** Whether more probes could tell nothing: no handler answered. */
function isOutOfReach(outcome: ProbeOutcome): boolean {
  const reading = readingOf(outcome);
  if (outcome.kind === 'answered' && [404, 405, 410].includes(outcome.status)) return true;
  return reading !== 'accepted' && reading !== 'refused' && reading !== 'failed';
}

async function sendAll(
  probe: Probe,
  target: HandlerTarget,
  keyRing: KeyRing,
  pace: ProbePace,
): Promise<ProbeOutcome[] | undefined> {
  const outcomes: ProbeOutcome[] = [];
  let request = requestOf(probe, target, keyRing, pace.now());
  for (let sent = 0; sent < (probe.times ?? 1) && request !== undefined; sent += 1) {
    if (sent > 0 && !probe.sameEvent) request = requestOf(probe, target, keyRing, pace.now());
    if (request === undefined) break;
    target.signal?.throwIfAborted();
    const outcome = await sendProbe(target, pace, request);
    outcomes.push(outcome);
    if (outcome.kind === 'lost' || readingOf(outcome) === 'rate limited') break;
  }
  return outcomes.length === 0 ? undefined : outcomes;
}

async function revealKeys(target: HandlerTarget): Promise<KeyRing> {
  const secret = await target.secret();
  const own = demandKeys(secret);
  const sandboxSecret = await target.sandboxSecret?.();
  if (sandboxSecret === secret) throw new HandlerProblem('same secrets');
  const sandbox = sandboxSecret === undefined ? undefined : demandKeys(sandboxSecret);
  const empty = Buffer.alloc(0);
  return {
    own,
    foreign: demandKeys(`whsec_${randomBytes(32).toString('base64')}`),
    empty: { standard: empty, legacy: empty },
    'other form': { standard: own.legacy, legacy: own.standard },
    ...(sandbox === undefined ? {} : { sandbox }),
  };
}

function demandKeys(secret: string): Keys {
  const keys = keysOf(secret);
  if (keys === undefined) throw new HandlerProblem('not a signing secret');
  return keys;
}
