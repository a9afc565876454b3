import type { Plane } from '../state/plane.ts';
import type { WebhookDeliveryRecord } from '../state/webhook-records.ts';

/** States of a delivery, and of an event in the guide generation; the guide itself shows `delivered` and the filter `failed`. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'suppressed';

/**
 * How the deliveries of an event stand together. An event counts as failed from its first failed attempt on, while
 * further attempts are still planned, and as delivered once every endpoint has acknowledged it.
 */
export function eventStatus(plane: Plane, eventId: string): DeliveryStatus {
  const deliveries = Object.values(plane.webhook_deliveries).filter((one) => one.webhook_event_id === eventId);
  const states = new Set(deliveries.map(deliveryStatus));
  return (['failed', 'pending', 'delivered'] as const).find((status) => states.has(status)) ?? 'suppressed';
}

/** Where a delivery stands. It has failed from its first failed attempt on, and counts as delivered once that worked. */
export function deliveryStatus({ status, attempts }: WebhookDeliveryRecord): DeliveryStatus {
  return status === 'pending' && attempts.at(-1)?.status === 'failed' ? 'failed' : status;
}
