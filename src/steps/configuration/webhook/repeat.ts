import { z } from 'zod';
import type { ProbeOutcome, ProbeResult } from '../../../checks/handler/results.ts';
import { type DeliveryAttempt, listDeliveryAttempts } from '../../../flint/delivery-attempts.ts';
import { FlintError } from '../../../flint/errors.ts';
import { resendDelivery } from '../../../flint/webhook-deliveries.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Write } from '../../../launch/write.ts';
import type { ProductionClient } from '../../connections.ts';
import { words } from './copy.ts';
import { probeConsent } from './questions.ts';
import type { SentTestEvent } from './test-event-writes.ts';

/** `attemptId`: the attempt that Flint made for this; absent where it did not say, and in what older versions wrote down. */
const repeated = z.object({ eventId: z.string(), attemptId: z.string().optional() });

/**
 * Lets Flint deliver the accepted test event once more, as it does after a lost answer: a handler has to answer 2xx both times. Gives
 * how both deliveries went; undefined where this server keeps no deliveries, will not repeat this one, or does not say which attempt was
 * the repeat: an earlier one is never judged in its place.
 */
export async function repeatThroughFlint(
  step: Verbs,
  client: ProductionClient,
  { deliveryId, eventId }: SentTestEvent,
  attempt: number,
): Promise<ProbeResult | undefined> {
  if (deliveryId === undefined) return undefined;
  try {
    const { attemptId } = await step.perform(repeat(client, deliveryId, attempt));
    const seen = attemptId === undefined ? [] : await waitForRepeat(step, client, deliveryId, attemptId);
    const outcomes = acceptedAndRepeated(seen, attemptId, eventId);
    if (outcomes.length === 2) return { probe: 'repeated-by-flint', expected: 'accepted', outcomes };
    step.tell(words.notRepeated);
    return undefined;
  } catch (error) {
    const isRefusal =
      error instanceof FlintError && ['conflict', 'forbidden', 'invalid', 'not-found'].includes(error.problem);
    if (!isRefusal) throw error;
    step.tell(words.notRepeated);
    return undefined;
  }
}

function repeat(client: ProductionClient, deliveryId: string, attempt: number): Write<z.infer<typeof repeated>> {
  return {
    name: `test-event.repeat#${attempt}`,
    title: 'Let Flint deliver the test event a second time',
    uses: [probeConsent.id],
    result: repeated,
    send: async (idempotencyKey) => {
      const { value, evidence } = await resendDelivery(client, { deliveryId, idempotencyKey });
      const { eventId, attemptId } = value;
      return { result: { eventId, ...(attemptId === undefined ? {} : { attemptId }) }, evidence };
    },
    undo: { possible: false, because: 'A synthetic event changes nothing, so there is nothing to take back.' },
  };
}

/** The attempts of the delivery, once the repeat is among them and at its end. A list may be older than the repeat. */
async function waitForRepeat(
  step: Verbs,
  client: ProductionClient,
  deliveryId: string,
  attemptId: string,
): Promise<readonly DeliveryAttempt[]> {
  const waited = await step.waitFor({
    id: 'configuration.test-event-repeat',
    title: words.waitingForRepeat,
    look: async () => (await listDeliveryAttempts(client, deliveryId).all()).value,
    over: (attempts) => attempts.some((one) => one.id === attemptId && isSettled(one)),
    show: () => ({ headline: words.waitingForRepeat, blocks: [] }),
    ways: () => [{ id: 'stop', key: 's', label: words.stopWaiting }],
    otherwise: () => 'stop' as const,
  });
  return waited.kind === 'way' ? [] : waited.seen;
}

/** The first attempt that was delivered, and the repeat: those between were made while the handler was being repaired. */
function acceptedAndRepeated(
  attempts: readonly DeliveryAttempt[],
  repeatId: string | undefined,
  eventId: string,
): readonly ProbeOutcome[] {
  const others = attempts
    .filter(({ id, status }) => id !== repeatId && status === 'delivered')
    .toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0));
  const pair = [...others.slice(0, 1), ...attempts.filter(({ id }) => id === repeatId)];
  return pair.map((one) => outcomeOf(one, eventId)).filter((outcome) => outcome !== undefined);
}

function isSettled({ status }: DeliveryAttempt): boolean {
  return status === 'delivered' || status === 'failed';
}

/** What Flint says of one attempt, as the answer that the handler gave. One that is under way, or delivered by an answer that is not told, says nothing. */
function outcomeOf(attempt: DeliveryAttempt, eventId: string): ProbeOutcome | undefined {
  const { statusCode, durationMilliseconds = 0, startedAt, completedAt } = attempt;
  const at = completedAt ?? startedAt;
  if (at === undefined) return undefined;
  if (statusCode !== undefined && isSettled(attempt)) {
    return { kind: 'answered', eventId, at, status: statusCode, durationMilliseconds };
  }
  return attempt.status === 'failed'
    ? { kind: 'lost', eventId, at, reason: 'broken off', durationMilliseconds }
    : undefined;
}
