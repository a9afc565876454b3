import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import type { Money } from './money.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { id, money, optionalId, text, time } from './wire/fields.ts';
import { openEnum, optionalOpenEnum } from './wire/open-enum.ts';

/** Money on its way back. Creating one is acceptance only: its own status tells the outcome, which can come hours later. */
export type Refund = z.output<typeof refund>;

const refund = z
  .object({
    refund_id: id,
    status: openEnum([
      'pending',
      'in_transit',
      'succeeded',
      'failed',
      'requires_action',
      'canceled',
      'partially_succeeded',
    ]),
    amount_money: money,
    order_id: optionalId,
    payment_intent_id: optionalId,
    reason: text,
    failure_reason: optionalOpenEnum([
      'insufficient_funds',
      'insufficient_available_balance',
      'expired_or_canceled_card',
      'lost_or_stolen_card',
      'declined',
      'merchant_request',
      'payment_disputed',
      'payment_refund_failed',
      'payment_refund_not_attempted',
      'refund_failed',
    ]),
    external_reference_id: text,
    created_at: time,
    updated_at: time,
  })
  .transform((wire) => ({
    id: wire.refund_id,
    status: wire.status,
    amount: wire.amount_money,
    orderId: wire.order_id,
    paymentIntentId: wire.payment_intent_id,
    reason: wire.reason,
    failureReason: wire.failure_reason,
    externalReferenceId: wire.external_reference_id,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
  }));

/** Sends money of an order back. The amount is always stated: left out, it probably means everything (the API notes, money, section 5). */
export async function createRefund(
  client: FlintClient,
  wanted: {
    readonly orderId: string;
    readonly amount: Money;
    readonly externalReferenceId?: string | undefined;
    readonly idempotencyKey: string;
  },
): Promise<Answer<Refund>> {
  return await client.request({
    method: 'POST',
    path: '/v1/refunds',
    body: {
      order_id: wanted.orderId,
      amount_money: wanted.amount,
      reason: 'requested_by_customer',
      external_reference_id: wanted.externalReferenceId,
    },
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(refund),
  });
}

/** Reads a refund. */
export async function readRefund(client: FlintClient, refundId: string): Promise<Answer<Refund>> {
  return await client.request({ method: 'GET', path: path`/v1/refunds/${refundId}`, answer: resource(refund) });
}

/** Lists the refunds of an order, or all that were made after a time (RFC 3339). */
export function listRefunds(
  client: FlintClient,
  filter: { readonly orderId: string } | { readonly createdAfter: string },
): Listing<Refund> {
  const orderId = 'orderId' in filter ? filter.orderId : undefined;
  return list(client, {
    path: '/v1/refunds',
    query: { order_id: orderId, created_after: 'createdAfter' in filter ? filter.createdAfter : undefined },
    item: refund,
    idOf: (item) => item.id,
    keep: (item) => orderId === undefined || item.orderId === undefined || item.orderId === orderId,
  });
}

/**
 * How far a refund is (the API notes, money, section 6). `stopped`: it does not go on by itself, which is no leave for a second one; see
 * `isRefundOver` and `takesFromPayment`. Unknown words are never an end.
 */
export function refundProgress(status: Refund['status']): 'succeeded' | 'stopped' | 'waiting' {
  switch (status) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
    case 'canceled':
    case 'requires_action':
    case 'partially_succeeded':
      return 'stopped';
    default:
      return 'waiting';
  }
}

/**
 * Whether nothing more will come of a refund. One that `requires_action` is not over: it goes on once the person did what the
 * dashboard asks for, and a second refund beside it could send the money back twice.
 */
export function isRefundOver(status: Refund['status']): boolean {
  return status !== 'requires_action' && refundProgress(status) !== 'waiting';
}

/** Whether a refund has sent money back or still may, also in part. Only a failed or cancelled one certainly has not. */
export function takesFromPayment({ status }: Pick<Refund, 'status'>): boolean {
  return status !== 'failed' && status !== 'canceled';
}
