import { z } from 'zod';
import { moneyRecord } from './money.ts';

const metadata = z.record(z.string(), z.string());
const common = {
  external_reference_id: z.string().optional(),
  metadata: metadata.optional(),
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
};

const imageRecord = z.object({
  url: z.string(),
  alt: z.string().optional(),
  external_reference_id: z.string().optional(),
});
export type ImageRecord = z.infer<typeof imageRecord>;

export const categoryRecord = z.object({
  category_id: z.string(),
  /** Never changes. */
  handle: z.string(),
  name: z.string(),
  description: z.string().optional(),
  external_reference_id: z.string().optional(),
  metadata: metadata.optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type CategoryRecord = z.infer<typeof categoryRecord>;

const optionRecord = z.object({
  option_id: z.string(),
  name: z.string(),
  position: z.number(),
  values: z.array(z.object({ option_value_id: z.string(), value: z.string(), position: z.number() })),
});
export type OptionRecord = z.infer<typeof optionRecord>;

export const productRecord = z.object({
  product_id: z.string(),
  name: z.string(),
  product_type: z.string(),
  description: z.string().optional(),
  status: z.enum(['active', 'inactive', 'archived']),
  categories: z.array(z.string()),
  images: z.array(imageRecord),
  options: z.array(optionRecord),
  default_variant_id: z.string().optional(),
  ...common,
});
export type ProductRecord = z.infer<typeof productRecord>;

export const variantRecord = z.object({
  variant_id: z.string(),
  product_id: z.string(),
  name: z.string().optional(),
  unit_price_money: moneyRecord,
  sku: z.string().optional(),
  barcode: z.string().optional(),
  position: z.number(),
  status: z.enum(['active', 'inactive', 'archived']),
  taxable: z.boolean(),
  line_item_tax_category: z.string().optional(),
  images: z.array(imageRecord),
  selected_option_value_ids: z.array(z.string()),
  ...common,
});
export type VariantRecord = z.infer<typeof variantRecord>;

export const bundleRecord = z.object({
  bundle_id: z.string(),
  name: z.string(),
  unit_price_money: moneyRecord,
  sku: z.string().optional(),
  barcode: z.string().optional(),
  description: z.string().optional(),
  status: z.enum(['active', 'inactive', 'archived']),
  taxable: z.boolean(),
  line_item_tax_category: z.string().optional(),
  categories: z.array(z.string()),
  images: z.array(imageRecord),
  components: z.array(
    z.object({ bundle_component_id: z.string(), variant_id: z.string(), quantity: z.number(), position: z.number() }),
  ),
  ...common,
});
export type BundleRecord = z.infer<typeof bundleRecord>;

const planLineRecord = z.object({
  subscription_plan_line_item_id: z.string(),
  variant_id: z.string().optional(),
  bundle_id: z.string().optional(),
  product_id: z.string().optional(),
  name: z.string(),
  description: z.string().optional(),
  quantity: z.number(),
  unit_price_money: moneyRecord,
});
export type PlanLineRecord = z.infer<typeof planLineRecord>;

export const subscriptionPlanRecord = z.object({
  subscription_plan_id: z.string(),
  name: z.string(),
  currency: z.string(),
  billing_interval: z.string(),
  billing_interval_count: z.number(),
  line_items: z.array(planLineRecord),
  description: z.string().optional(),
  trial_period_days: z.number().optional(),
  setup_fee_money: moneyRecord.optional(),
  contract_term_months: z.number().optional(),
  early_termination_fee_money: moneyRecord.optional(),
  images: z.array(imageRecord),
  status: z.enum(['active', 'archived']),
  ...common,
});
export type SubscriptionPlanRecord = z.infer<typeof subscriptionPlanRecord>;

export const promotionRecord = z.object({
  promotion_id: z.string(),
  status: z.enum(['active', 'inactive', 'archived']),
  redemption_type: z.enum(['automatic', 'code']),
  uses_count: z.number(),
  /** Every other field as it was written. */
  written: z.record(z.string(), z.unknown()),
  ...common,
});
export type PromotionRecord = z.infer<typeof promotionRecord>;

export const promotionCodeRecord = z.object({
  promotion_code_id: z.string(),
  promotion_id: z.string(),
  code: z.string(),
  uses_count: z.number(),
  status: z.enum(['active', 'inactive']),
  max_uses: z.number().optional(),
  expires_at: z.string().optional(),
  timezone: z.string().optional(),
  metadata: metadata.optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type PromotionCodeRecord = z.infer<typeof promotionCodeRecord>;

export const paymentLinkRecord = z.object({
  payment_link_id: z.string(),
  status: z.enum(['active', 'inactive']),
  /** The fields of the create body, as they were written. */
  written: z.record(z.string(), z.unknown()),
  ...common,
});
export type PaymentLinkRecord = z.infer<typeof paymentLinkRecord>;

export const paymentMethodDomainRecord = z.object({
  payment_method_domain_id: z.string(),
  domain_name: z.string(),
  status: z.enum(['active', 'inactive']),
  created_at: z.string(),
  updated_at: z.string(),
});
export type PaymentMethodDomainRecord = z.infer<typeof paymentMethodDomainRecord>;
