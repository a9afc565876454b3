import { resendFailed } from './fixes.ts';
import { type Symptom, seen } from './symptom.ts';
import { deliveryWords as words } from './webhook-copy.ts';

/** How many of the failed events are named one by one. */
const mostNamed = 3;

/** Events that did not arrive. */
export const deliveries: Symptom = {
  id: 'deliveries',
  title: words.title,
  examine: async (look, client) => {
    const failures = await look.failures();
    const { events, evidence } = failures;
    if (events.length === 0) return { status: 'done', ...words.none, evidence: [seen(evidence)] };
    const fix = resendFailed(client, events, look.context.signal);
    return {
      status: 'missing',
      ...words.found(failures),
      evidence: [
        seen(evidence, `${events.length} listed`),
        ...events.slice(0, mostNamed).map((event) => ({
          what: words.failed(event),
          at: event.lastAttempt?.completedAt ?? event.event.createdAt ?? evidence.at,
          ...(event.event.requestId === undefined ? {} : { requestId: event.event.requestId }),
        })),
      ],
      ...(fix === undefined ? {} : { fix }),
    };
  },
};
