import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Generation, rememberGeneration, shownBy } from './generations.ts';
import { type Listing, list } from './listing.ts';
import type { Money } from './money.ts';
import { paymentIntent } from './payment-intents.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { id, listOf, money, optionalObject, text, texts, time } from './wire/fields.ts';
import { openEnum, optionalOpenEnum } from './wire/open-enum.ts';

/**
 * An order. `paymentStatus` decides where it is present, `status` only where it is not (the API notes, money, section 2): use
 * `settlementOf`, never these fields alone. `paymentIntents` is filled when the order was read with them.
 */
export type Order = z.output<typeof order>;

const settlement = z
  .object({
    paid_money: money,
    refunded_money: money,
    outstanding_money: money,
    net_collected_money: money,
  })
  .transform((wire) => ({
    paid: wire.paid_money,
    refunded: wire.refunded_money,
    outstanding: wire.outstanding_money,
    netCollected: wire.net_collected_money,
  }));

const pricing = z.object({ total_money: money }).transform((wire) => ({ total: wire.total_money }));

/** How an order is read. */
const order = z
  .object({
    order_id: id,
    order_number: text,
    external_reference_id: text,
    status: openEnum(['paid', 'open', 'closed']),
    payment_status: optionalOpenEnum(['unpaid', 'partially_paid', 'paid']),
    refund_status: optionalOpenEnum(['none', 'partially_refunded', 'refunded']),
    settlement_amounts: optionalObject(settlement),
    pricing_amounts: optionalObject(pricing),
    payment_intent_ids: texts,
    refund_ids: texts,
    checkout_session_ids: texts,
    payment_intents: listOf(paymentIntent),
    created_at: time,
    updated_at: time,
  })
  .transform((wire) => ({
    id: wire.order_id,
    number: wire.order_number,
    externalReferenceId: wire.external_reference_id,
    status: wire.status,
    paymentStatus: wire.payment_status,
    refundStatus: wire.refund_status,
    settlement: wire.settlement_amounts,
    total: wire.pricing_amounts?.total,
    paymentIntentIds: wire.payment_intent_ids,
    refundIds: wire.refund_ids,
    checkoutSessionIds: wire.checkout_session_ids,
    paymentIntents: wire.payment_intents,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
  }));

/** An ad hoc line: a name and a price, nothing from the catalog. */
export interface OrderLine {
  readonly name: string;
  readonly unitPrice: Money;
  readonly quantity: number;
}

/** Creates an order of ad hoc lines; `externalReferenceId` (1 to 255 characters) finds it again. */
export async function createOrder(
  client: FlintClient,
  wanted: {
    readonly lines: readonly OrderLine[];
    readonly externalReferenceId: string;
    readonly metadata?: Readonly<Record<string, string>> | undefined;
    readonly idempotencyKey: string;
  },
): Promise<Answer<Order>> {
  const answer = await client.request({
    method: 'POST',
    path: '/v1/orders',
    body: {
      line_items: wanted.lines.map((line) => ({
        name: line.name,
        unit_price_money: line.unitPrice,
        quantity: line.quantity,
      })),
      external_reference_id: wanted.externalReferenceId,
      metadata: wanted.metadata,
    },
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(order),
  });
  return noteGeneration(client, answer);
}

/** Reads an order, with its payment intents if asked for (that needs the scope `payments.payment_intents.read` too). */
export async function readOrder(
  client: FlintClient,
  orderId: string,
  options: { readonly withPaymentIntents?: boolean } = {},
): Promise<Answer<Order>> {
  const answer = await client.request({
    method: 'GET',
    path: path`/v1/orders/${orderId}`,
    query: { expand: options.withPaymentIntents ? 'payment_intents' : undefined },
    answer: resource(order),
  });
  return noteGeneration(client, answer);
}

/** Which orders to list; times are RFC 3339. */
export interface OrderFilter {
  /** References are not promised to be unique: compare the content. */
  readonly externalReferenceId?: string | undefined;
  readonly createdAfter?: string | undefined;
}

/** Lists orders. */
export function listOrders(client: FlintClient, filter: OrderFilter): Listing<Order> {
  const { externalReferenceId, createdAfter } = filter;
  return list(client, {
    path: '/v1/orders',
    query: { external_reference_id: externalReferenceId, created_after: createdAfter },
    item: order,
    idOf: (item) => item.id,
    seen: (item) => rememberGeneration(client, 'order', generationOfOrder(item)),
    keep: (item) => externalReferenceId === undefined || item.externalReferenceId === externalReferenceId,
  });
}

function noteGeneration(client: FlintClient, answer: Answer<Order>): Answer<Order> {
  return shownBy(client, 'order', generationOfOrder(answer.value), answer);
}

function generationOfOrder({ paymentStatus }: Order): Generation {
  return paymentStatus === undefined ? 'guide' : '2026-09-07';
}
