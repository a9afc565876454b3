import type { FlintClient } from '../../flint/client.ts';
import { deliveriesOf, isDelivered } from '../../flint/webhook-deliveries.ts';
import { listWebhookEvents } from '../../flint/webhook-events.ts';
import type { CheckEvidence, Fix, Verdict } from '../check.ts';
import { diagnose } from '../handler/diagnose.ts';
import type { DoctorContext, Trial } from './context.ts';
import { chooseEndpoint } from './endpoint-choice.ts';
import type { FailedEvent } from './failures.ts';
import { resendFailed, sendTrial, tryHandler } from './fixes.ts';
import type { Look } from './look.ts';
import { answerTo, readSignatureAnswer, readTrial } from './signature-answers.ts';
import { type Symptom, seen } from './symptom.ts';
import { deliveryWords, signatureWords as words } from './webhook-copy.ts';

/** What a synthetic event showed counts for five minutes: then somebody may have deployed another secret. */
const trialCounts = 5 * 60_000;

/** Webhook signature verification fails: the service still holds the sandbox endpoint's secret. */
export const signatures: Symptom = {
  id: 'signatures',
  title: words.title,
  examine: async (look, client) => {
    const { context } = look;
    const { events, evidence } = await look.failures();
    const resend = resendFailed(client, events, context.signal);
    const looked = [seen(evidence), ...events.slice(0, 3).map((event) => evidenceOf(event, context.now()))];
    const trial = recentTrial(context);
    if (trial !== undefined) return ofTrial(trial, looked, resend);
    if (events.length === 0) {
      return (await fromConformance(look, client)) ?? { status: 'done', ...words.none, evidence: looked };
    }
    const answers = events.map(answerTo).filter((answer) => answer !== undefined);
    const refusal = answers.find((answer) => readSignatureAnswer(answer) === 'refused');
    if (refusal !== undefined && (await arrivedAfter(look, client, events[0]))) {
      return { status: 'done', ...words.recovered, evidence: looked };
    }
    if (refusal !== undefined) return refused(words.answered(refusal.status, refusal.excerpt), looked, resend);
    const silent = answers.some((answer) => readSignatureAnswer(answer) === 'silent');
    if (!silent && answers.length > 0) return { status: 'done', ...words.other, evidence: looked };
    return await tryOrOffer(look, client, { looked, resend, why: silent ? words.silent : words.unseen });
  },
};

interface Undecided {
  readonly looked: readonly CheckEvidence[];
  readonly resend: Fix | undefined;
  readonly why: Pick<Verdict, 'message' | 'remedy'>;
}

async function tryOrOffer(look: Look, client: FlintClient, { looked, resend, why }: Undecided): Promise<Verdict> {
  const { context } = look;
  const { endpoint } = await chooseEndpoint(look);
  if (endpoint?.enabled !== true) return { status: "can't tell", ...why, evidence: looked };
  if (!context.mayTry) {
    return { status: "can't tell", ...why, evidence: looked, fix: sendTrial(client, endpoint, context) };
  }
  await tryHandler(client, endpoint, context);
  const trial = recentTrial(context);
  return trial === undefined ? { status: "can't tell", ...why, evidence: looked } : ofTrial(trial, looked, resend);
}

function ofTrial(trial: Trial, looked: readonly CheckEvidence[], resend: Fix | undefined): Verdict {
  const evidence = [trial.evidence, ...looked];
  const { statusCode, responseExcerpt } = trial.event;
  switch (readTrial(trial)) {
    case 'accepted':
      return { status: 'done', ...words.accepted, evidence };
    case 'refused':
      return refused(words.answered(statusCode, responseExcerpt), evidence, resend);
    case 'silent':
      return { status: "can't tell", ...words.silent, evidence };
    case 'other':
      return { status: 'done', ...words.other, evidence };
  }
}

function refused(answer: string, evidence: readonly CheckEvidence[], fix: Fix | undefined): Verdict {
  return { status: 'missing', ...words.found(answer), evidence, ...(fix === undefined ? {} : { fix }) };
}

/** What a trial of the handler found in step 4 counts until an event has arrived since. */
async function fromConformance(look: Look, client: FlintClient): Promise<Verdict | undefined> {
  const results = look.context.launch?.conformance;
  if (results === undefined) return undefined;
  const { cause, sentence } = diagnose(results);
  if (cause !== 'sandbox secret') return undefined;
  const { endpoint } = await chooseEndpoint(look);
  if (endpoint !== undefined && (await arrivedSince(client, endpoint.id, results.finishedAt))) return undefined;
  return {
    status: 'missing',
    ...words.proven(sentence),
    evidence: [{ what: `Events sent to ${results.url} in step 4`, at: results.finishedAt }],
    ...(endpoint?.enabled === true ? { fix: sendTrial(client, endpoint, look.context) } : {}),
  };
}

/** Whether something newer than the newest failure has arrived: then the handler was put right meanwhile. */
async function arrivedAfter(look: Look, client: FlintClient, newest: FailedEvent | undefined): Promise<boolean> {
  const { endpoint } = await chooseEndpoint(look);
  const at = newest?.event.createdAt;
  return endpoint !== undefined && at !== undefined && (await arrivedSince(client, endpoint.id, at));
}

async function arrivedSince(client: FlintClient, endpointId: string, at: string): Promise<boolean> {
  for await (const { value } of listWebhookEvents(client, { createdAfter: at }).pages()) {
    const [latest] = value.toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''));
    return latest !== undefined && isDelivered((await deliveriesOf(client, latest.id)).value, endpointId);
  }
  return false;
}

function recentTrial({ memory, now }: DoctorContext): Trial | undefined {
  const { trial } = memory;
  if (trial === undefined) return undefined;
  return now().getTime() - new Date(trial.evidence.at).getTime() <= trialCounts ? trial : undefined;
}

function evidenceOf(failed: FailedEvent, now: Date): CheckEvidence {
  const at = failed.lastAttempt?.completedAt ?? failed.event.createdAt ?? now.toISOString();
  return { what: deliveryWords.failed(failed), at };
}
