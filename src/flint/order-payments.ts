import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import type { Money } from './money.ts';
import { order } from './orders.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { optionalObject, text } from './wire/fields.ts';
import { openEnum } from './wire/open-enum.ts';

/** What came of a payment without a browser. Whether the order is paid, only the order says. */
export type OrderPayment = z.output<typeof orderPayment>;

const attempt = z
  .object({
    status: openEnum([
      'processing',
      'requires_action',
      'requires_capture',
      'partially_succeeded',
      'requires_retry',
      'finalizing',
      'succeeded',
      'failed',
      'expired',
      'canceled',
    ]),
    failure_code: text,
    failure_message: text,
  })
  .transform((wire) => ({
    status: wire.status,
    failureCode: wire.failure_code,
    failureMessage: wire.failure_message,
  }));

const orderPayment = z
  .object({ order, payment_attempt: optionalObject(attempt) })
  .transform((wire) => ({ order: wire.order, attempt: wire.payment_attempt }));

/**
 * Pays an order of a sandbox with one of Flint's test cards (the API notes, money, section 4). Only a test client can: in live a person pays
 * on the hosted page. A decline is an answer with a failed attempt, or a FlintError `payment`.
 */
export async function payWithTestCard(
  client: FlintClient<'test'>,
  payment: {
    readonly orderId: string;
    readonly token: `pm_card_${string}`;
    readonly expectedOutstanding?: Money | undefined;
    readonly idempotencyKey: string;
  },
): Promise<Answer<OrderPayment>> {
  return await client.request({
    method: 'POST',
    path: path`/v1/orders/${payment.orderId}/pay`,
    body: {
      action: 'pay',
      payment_source: { token: payment.token },
      expected_outstanding_money: payment.expectedOutstanding,
    },
    idempotencyKey: payment.idempotencyKey,
    answer: resource(orderPayment),
  });
}
