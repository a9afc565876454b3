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

const repeated = z.object({ eventId: z.string(), settled: z.boolean() });

/**
 * Lets Flint deliver the accepted test event once more, as it does after a lost answer: a handler has to answer 2xx both times. Gives
 * how both deliveries went, or undefined where this server keeps no deliveries or will not repeat this one.
 */
export async function repeatThroughFlint(
  step: Verbs,
  client: ProductionClient,
  { deliveryId, eventId }: SentTestEvent,
  attempt: number,
): Promise<ProbeResult | undefined> {
  if (deliveryId === undefined) return undefined;
  try {
    const { settled } = await step.perform(repeat(client, deliveryId, attempt));
    if (!settled) await waitForRepeat(step, client, deliveryId);
    const { value } = await step.observe(words.waitingForRepeat, () => listDeliveryAttempts(client, deliveryId).all());
    const outcomes = firstAndLast(value, eventId);
    return outcomes.length < 2 ? undefined : { probe: 'repeated-by-flint', expected: 'accepted', outcomes };
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
      const settled = value.attemptStatus === 'delivered' || value.attemptStatus === 'failed';
      return { result: { eventId: value.eventId, settled }, evidence };
    },
    undo: { possible: false, because: 'A synthetic event changes nothing, so there is nothing to take back.' },
  };
}

async function waitForRepeat(step: Verbs, client: ProductionClient, deliveryId: string): Promise<void> {
  await step.waitFor({
    id: 'configuration.test-event-repeat',
    title: words.waitingForRepeat,
    look: async () => (await listDeliveryAttempts(client, deliveryId).all()).value,
    over: (attempts) =>
      attempts.length > 1 && attempts.every(({ status }) => status === 'delivered' || status === 'failed'),
    show: () => ({ headline: words.waitingForRepeat, blocks: [] }),
    ways: () => [{ id: 'stop', key: 's', label: words.stopWaiting }],
    otherwise: () => 'stop' as const,
  });
}

/** The accepted attempt and the latest: those between were made while the handler was being repaired. */
function firstAndLast(attempts: readonly DeliveryAttempt[], eventId: string): readonly ProbeOutcome[] {
  const settled = attempts
    .toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0))
    .map((one) => outcomeOf(one, eventId))
    .filter((outcome) => outcome !== undefined);
  return settled.length < 2 ? [] : [...settled.slice(0, 1), ...settled.slice(-1)];
}

/** What Flint says of one attempt, as the answer that the handler gave. One that is still under way says nothing. */
function outcomeOf(attempt: DeliveryAttempt, eventId: string): ProbeOutcome | undefined {
  const { status, statusCode, durationMilliseconds = 0, startedAt, completedAt } = attempt;
  const at = completedAt ?? startedAt;
  if (at === undefined || (status !== 'delivered' && status !== 'failed')) return undefined;
  return statusCode === undefined
    ? { kind: 'lost', eventId, at, reason: 'broken off', durationMilliseconds }
    : { kind: 'answered', eventId, at, status: statusCode, durationMilliseconds };
}
