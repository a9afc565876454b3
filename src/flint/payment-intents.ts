import { z } from 'zod';
import { id, money, optionalObject, text, time } from './wire/fields.ts';
import { openEnum } from './wire/open-enum.ts';

/** One attempt to take money, read as part of its order. `lastError` names why the latest try was declined. */
export type PaymentIntent = z.output<typeof paymentIntent>;

const card = z
  .object({ brand: text, last4: text, last_four: text })
  .transform((wire) => ({ brand: wire.brand, lastFour: wire.last4 ?? wire.last_four }));

const paymentError = z
  .object({ code: text, message: text, failed_at: time })
  .transform((wire) => ({ code: wire.code, message: wire.message, failedAt: wire.failed_at }));

/** How a payment intent is read. */
export const paymentIntent = z
  .object({
    payment_intent_id: id,
    status: openEnum([
      'requires_payment_method',
      'requires_confirmation',
      'requires_action',
      'processing',
      'requires_capture',
      'canceled',
      'succeeded',
      'expired',
    ]),
    amount_money: money,
    payment_source: optionalObject(z.object({ card: optionalObject(card) })),
    last_payment_error: optionalObject(paymentError),
    processing_fee_money: money,
    created_at: time,
  })
  .transform((wire) => ({
    id: wire.payment_intent_id,
    status: wire.status,
    amount: wire.amount_money,
    card: wire.payment_source?.card,
    lastError: wire.last_payment_error,
    processingFee: wire.processing_fee_money,
    createdAt: wire.created_at,
  }));
