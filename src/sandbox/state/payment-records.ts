import { z } from 'zod';
import { moneyRecord } from './money.ts';

const metadata = z.record(z.string(), z.string());

const orderLineRecord = z.object({
  order_line_item_id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  quantity: z.number(),
  unit_price_money: moneyRecord,
  product_id: z.string().optional(),
  variant_id: z.string().optional(),
  bundle_id: z.string().optional(),
  metadata: metadata.optional(),
});
export type OrderLineRecord = z.infer<typeof orderLineRecord>;

export const orderRecord = z.object({
  order_id: z.string(),
  order_number: z.string(),
  origin: z.string(),
  external_reference_id: z.string().optional(),
  customer_id: z.string().optional(),
  buyer_note: z.string().optional(),
  internal_note: z.string().optional(),
  line_items: z.array(orderLineRecord),
  currency: z.string(),
  total: z.number(),
  paid: z.number(),
  refunded: z.number(),
  closed_reason: z.string().optional(),
  closed_at: z.string().optional(),
  metadata: metadata.optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type OrderRecord = z.infer<typeof orderRecord>;

export const checkoutSessionRecord = z.object({
  checkout_session_id: z.string(),
  /** Makes the hosted page's address; a secret. */
  access_token: z.string(),
  status: z.enum(['open', 'paid', 'partially_paid', 'expired', 'closed', 'invalidated']),
  terminal_reason: z.string().optional(),
  surface: z.enum(['hosted', 'embedded']),
  order_id: z.string(),
  /** The intent whose 3D Secure challenge waits for the buyer. */
  challenged_payment_intent_id: z.string().optional(),
  success_redirect_url: z.string().optional(),
  cancel_redirect_url: z.string().optional(),
  external_reference_id: z.string().optional(),
  superseding_checkout_session_id: z.string().optional(),
  metadata: metadata.optional(),
  expires_at: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type CheckoutSessionRecord = z.infer<typeof checkoutSessionRecord>;

export const paymentIntentRecord = z.object({
  payment_intent_id: z.string(),
  order_id: z.string(),
  status: z.enum(['requires_payment_method', 'requires_action', 'succeeded', 'canceled']),
  amount_money: moneyRecord,
  captured: z.number(),
  refunded: z.number(),
  processing_fee: z.number(),
  card: z.object({ brand: z.string(), last4: z.string() }).optional(),
  /** Refunds to this card are accepted and fail later. */
  refuses_refunds: z.boolean().optional(),
  /** The attempt that waits for the buyer, when the order is paid without the hosted page. */
  order_payment_attempt_id: z.string().optional(),
  last_payment_error: z.object({ code: z.string(), message: z.string(), failed_at: z.string() }).optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type PaymentIntentRecord = z.infer<typeof paymentIntentRecord>;

export const refundRecord = z.object({
  refund_id: z.string(),
  status: z.enum([
    'pending',
    'in_transit',
    'requires_action',
    'succeeded',
    'partially_succeeded',
    'failed',
    'canceled',
  ]),
  amount_money: moneyRecord,
  order_id: z.string(),
  /** The first payment it goes back to. */
  payment_intent_id: z.string(),
  /** How much goes back to which payment when all of it does. */
  payment_refunds: z.array(z.object({ payment_intent_id: z.string(), amount_money: moneyRecord })),
  failure_reason: z.string().optional(),
  reason: z.string().optional(),
  reason_message: z.string().optional(),
  external_reference_id: z.string().optional(),
  metadata: metadata.optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type RefundRecord = z.infer<typeof refundRecord>;
