import { z } from 'zod';
import { apiKeyRecord, balanceRecord, onboardingRecord, requestLogRecord, settingsRecord } from './account-records.ts';
import {
  bundleRecord,
  categoryRecord,
  paymentLinkRecord,
  paymentMethodDomainRecord,
  productRecord,
  promotionCodeRecord,
  promotionRecord,
  subscriptionPlanRecord,
  variantRecord,
} from './catalog-records.ts';
import { checkoutSessionRecord, orderRecord, paymentIntentRecord, refundRecord } from './payment-records.ts';
import { taskRecord } from './task.ts';
import { webhookDeliveryRecord, webhookEndpointRecord, webhookEventRecord } from './webhook-records.ts';

export type Mode = 'test' | 'live';

/** A finished write, kept so that the same Idempotency-Key gets the same answer again. */
const finishedWriteRecord = z.object({
  fingerprint: z.string(),
  status: z.number(),
  /** The answer as JSON text, the server's own address replaced, because the port may differ after a restart. */
  answer: z.string(),
  at: z.number(),
});
export type FinishedWriteRecord = z.infer<typeof finishedWriteRecord>;

/** One of the two data planes. Nothing in it refers to the other. */
export const planeRecord = z.object({
  mode: z.enum(['test', 'live']),
  merchant_environment_id: z.string(),
  /** Test plane only. */
  sandbox_id: z.string().optional(),
  onboarding: onboardingRecord,
  settings: settingsRecord,
  balance: balanceRecord,
  api_keys: z.record(z.string(), apiKeyRecord),
  webhook_endpoints: z.record(z.string(), webhookEndpointRecord),
  webhook_events: z.record(z.string(), webhookEventRecord),
  webhook_deliveries: z.record(z.string(), webhookDeliveryRecord),
  orders: z.record(z.string(), orderRecord),
  checkout_sessions: z.record(z.string(), checkoutSessionRecord),
  payment_intents: z.record(z.string(), paymentIntentRecord),
  refunds: z.record(z.string(), refundRecord),
  products: z.record(z.string(), productRecord),
  variants: z.record(z.string(), variantRecord),
  bundles: z.record(z.string(), bundleRecord),
  categories: z.record(z.string(), categoryRecord),
  subscription_plans: z.record(z.string(), subscriptionPlanRecord),
  promotions: z.record(z.string(), promotionRecord),
  promotion_codes: z.record(z.string(), promotionCodeRecord),
  payment_links: z.record(z.string(), paymentLinkRecord),
  payment_method_domains: z.record(z.string(), paymentMethodDomainRecord),
  /** The newest requests, oldest first. */
  request_logs: z.array(requestLogRecord),
  finished_writes: z.record(z.string(), finishedWriteRecord),
  /** What the clock will bring. */
  tasks: z.array(taskRecord),
});
export type Plane = z.infer<typeof planeRecord>;

/** An empty plane without keys. */
export function emptyPlane(
  identity: Pick<Plane, 'mode' | 'merchant_environment_id' | 'onboarding'> & { sandbox_id?: string },
  at: string,
): Plane {
  return {
    ...identity,
    settings: { version: 1, groups: {}, metadata: {}, created_at: at, updated_at: at },
    balance: { limited: false, other_money: 0 },
    api_keys: {},
    webhook_endpoints: {},
    webhook_events: {},
    webhook_deliveries: {},
    orders: {},
    checkout_sessions: {},
    payment_intents: {},
    refunds: {},
    products: {},
    variants: {},
    bundles: {},
    categories: {},
    subscription_plans: {},
    promotions: {},
    promotion_codes: {},
    payment_links: {},
    payment_method_domains: {},
    request_logs: [],
    finished_writes: {},
    tasks: [],
  };
}
