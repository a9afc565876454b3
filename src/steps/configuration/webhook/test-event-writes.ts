import { z } from 'zod';
import { isKnown, wordOf } from '../../../flint/open-word.ts';
import { accepted, sendTestEvent, underWay } from '../../../flint/test-events.ts';
import type { Write } from '../../../launch/write.ts';
import type { ProductionClient } from '../../connections.ts';
import { handlerReady, testEventFailed } from './questions.ts';

const testEvent = z.object({
  eventId: z.string(),
  deliveryId: z.string().optional(),
  accepted: z.boolean(),
  underWay: z.boolean(),
  attemptStatus: z.string(),
  statusCode: z.number().optional(),
  durationMilliseconds: z.number().optional(),
  answered: z.string().optional(),
  diagnosis: z.string().optional(),
  advice: z.string().optional(),
  requestId: z.string().optional(),
});
export type SentTestEvent = z.infer<typeof testEvent>;

/** Sends the guide's synthetic event. Flint's 2xx is acceptance only; what counts is how the receiver answered. */
export function sendTest(client: ProductionClient, endpointId: string, attempt: number): Write<SentTestEvent> {
  return {
    name: `test-event.send#${attempt}`,
    title: attempt === 1 ? 'Send a test event' : `Send a test event, attempt ${attempt}`,
    uses: attempt === 1 ? [handlerReady.id] : [`${testEventFailed.id}#${attempt - 1}`],
    result: testEvent,
    send: async (idempotencyKey) => {
      const { value, evidence } = await sendTestEvent(client, {
        endpointId,
        eventType: 'payment_intent.succeeded',
        idempotencyKey,
      });
      return {
        evidence,
        result: {
          eventId: value.eventId,
          accepted: accepted(value),
          // A status that is not known may yet turn out to be either.
          underWay: underWay(value) || !isKnown(value.attemptStatus),
          attemptStatus: wordOf(value.attemptStatus),
          ...optional('deliveryId', value.deliveryId),
          ...optional('statusCode', value.statusCode),
          ...optional('durationMilliseconds', value.durationMilliseconds),
          ...optional('answered', value.responseExcerpt),
          ...optional('diagnosis', value.errorSummary ?? value.errorMessage),
          ...optional('advice', value.recommendedAction),
          ...optional('requestId', evidence.requestId),
        },
      };
    },
    undo: { possible: false, because: 'A synthetic event changes nothing, so there is nothing to take back.' },
  };
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value }); // A computed key loses its literal type.
}
