import type { Plane } from '../state/plane.ts';

/** States of an event in the guide generation; the guide itself shows `delivered` and the filter `failed`. */
export type EventStatus = 'pending' | 'delivered' | 'failed' | 'suppressed';

/**
 * How the deliveries of an event stand together. An event counts as failed from its first failed attempt on, while
 * further attempts are still planned, and as delivered once every endpoint has acknowledged it.
 */
export function eventStatus(plane: Plane, eventId: string): EventStatus {
  const deliveries = Object.values(plane.webhook_deliveries).filter((one) => one.webhook_event_id === eventId);
  if (deliveries.length === 0) return 'suppressed';
  if (deliveries.some((one) => one.status === 'failed' || one.attempts.at(-1)?.status === 'failed')) return 'failed';
  return deliveries.every((one) => one.status === 'delivered') ? 'delivered' : 'pending';
}
