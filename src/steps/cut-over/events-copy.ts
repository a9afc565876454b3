import { wordOf } from '../../flint/open-word.ts';
import type { Delivery } from '../../flint/webhook-deliveries.ts';
import type { Row, Sheet } from '../../launch/sheet.ts';
import { detailOf } from './copy.ts';

/** How the events about an object reached the production handler. */
export function eventsSheet(
  headline: string,
  seen: readonly { readonly type: string; readonly deliveries: readonly Delivery[]; readonly delivered: boolean }[],
  expected: readonly (readonly string[])[],
): Sheet {
  const rows = expected.map((names): Row => {
    const event =
      seen.find(({ type, delivered }) => delivered && names.includes(type)) ??
      seen.find(({ type }) => names.includes(type));
    if (!event) return { label: names.join(' or '), value: 'not there yet', tone: 'waiting' };
    const { type } = event;
    const last = event.deliveries.at(-1);
    return {
      label: type,
      value: event.delivered ? 'delivered' : last ? wordOf(last.status) : 'no delivery yet',
      ...detailOf(deliveryDetail(last)),
      tone: event.delivered ? 'proved' : last?.status === 'failed' ? 'attention' : 'waiting',
    };
  });
  const failing = seen.some(({ deliveries }) => deliveries.some(({ status }) => status === 'failed'));
  return {
    headline,
    blocks: [
      { kind: 'rows', rows },
      ...(failing
        ? [
            {
              kind: 'text' as const,
              tone: 'attention' as const,
              text: 'Your endpoint did not accept a delivery. Most likely it still holds another endpoint’s secret, or checks the signature against a parsed body. Flint sends it again by itself.',
            },
          ]
        : []),
    ],
  };
}

function deliveryDetail(delivery: Delivery | undefined): string {
  if (!delivery) return '';
  const attempts =
    delivery.attempts === undefined ? [] : [`${delivery.attempts} of ${delivery.attemptLimit ?? '?'} attempts`];
  const code = delivery.lastResponseCode === undefined ? [] : [`your endpoint answered ${delivery.lastResponseCode}`];
  return [...attempts, ...code].join(', ');
}
