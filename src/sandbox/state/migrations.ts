import { newId } from '../identifiers.ts';

type Content = Record<string, unknown>;

/** Brings the content of an older state file to the present form. What is not known as one is handed back as it is. */
export function migrate(content: unknown, now: number): unknown {
  let state = content;
  while (isRecord(state) && typeof state.version === 'number') {
    const step = steps[state.version];
    if (step === undefined) break;
    state = step(state, now);
  }
  return state;
}

/** By the version they start from. */
const steps: Readonly<Record<number, (state: Content, now: number) => Content>> = { 1: fromFirst };

/** The second version added the 2026-09-07 generation, further reviews, and the balance. */
function fromFirst(state: Content, now: number): Content {
  return {
    ...state,
    version: 2,
    sandboxes: {},
    sign_ups: {},
    planes: eachOf(state.planes, (plane) => ({
      ...plane,
      balance: { limited: false, other_money: 0 },
      categories: {},
      payment_method_domains: {},
      request_logs: [],
      webhook_endpoints: eachOf(plane.webhook_endpoints, (endpoint) => ({ ...endpoint, api_version: 'default' })),
      webhook_deliveries: eachOf(plane.webhook_deliveries, (delivery) => withAttempts(delivery, plane, now)),
      refunds: eachOf(plane.refunds, (refund) => ({
        ...refund,
        payment_refunds: [{ payment_intent_id: refund.payment_intent_id, amount_money: refund.amount_money }],
      })),
    })),
  };
}

function withAttempts(delivery: Content, plane: Content, now: number): Content {
  const event = isRecord(plane.webhook_events) ? plane.webhook_events[String(delivery.webhook_event_id)] : undefined;
  const first = isRecord(event) && event.test === true ? 'test_event' : 'automatic_delivery';
  const attempts = Array.isArray(delivery.attempts) ? delivery.attempts : [];
  return {
    ...delivery,
    attempts: attempts.map((attempt: unknown, place) =>
      isRecord(attempt)
        ? {
            ...attempt,
            webhook_delivery_attempt_id: newId('watt', now),
            delivery_trigger: place === 0 ? first : 'automatic_retry',
            completed_at: attempt.started_at,
          }
        : attempt,
    ),
  };
}

function eachOf(records: unknown, change: (record: Content) => Content): unknown {
  if (!isRecord(records)) return records;
  return Object.fromEntries(
    Object.entries(records).map(([name, record]) => [name, isRecord(record) ? change(record) : record]),
  );
}

function isRecord(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
