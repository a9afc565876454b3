import { z } from 'zod';
import { expectedVersionInput, idInput, metadataPatch, moneyInput, taxCategoryInput } from '../transport/inputs.ts';

/** The writable groups (API notes, settings section 2). Unknown groups and fields are refused. */

const text = z.string().optional();
const flag = z.boolean().optional();
const open = z.looseObject({}).optional();
const sender = z.enum(['flint_sends', 'merchant_sends']).optional();
const dunningEnd = z.enum(['cancel', 'pause', 'notify_only']).optional();
const numberPrefix = z
  .string()
  .regex(/^[A-Za-z0-9_-]{0,12}$/)
  .nullable()
  .optional();

const checkout = z.strictObject({
  custom_domain: z.string().nullable().optional(),
  default_delivery_method_ids: z.array(idInput('dmet')).optional(),
  default_expires_in_seconds: z.int().min(60).max(86_400).optional(),
  enabled_payment_options: z.array(z.string()).optional(),
  promotion_code_entry_enabled: flag,
  recovery_email: open,
  require_billing_address: flag,
  require_email: flag,
  require_phone: flag,
  saved_payment_details: open,
});

const customerAccount = z.strictObject({
  mode: z.enum(['flint_hosted', 'merchant_hosted']).optional(),
  merchant_account_url: text,
  presentation: z.strictObject({ account_name: text, custom_domain: z.string().nullable().optional() }).optional(),
  route_templates: z
    .strictObject({ order: text, invoice: text, subscription: text, return: text, email_preferences: text })
    .optional(),
  buyer_capabilities: z
    .strictObject({
      cancellation_reasons: z.array(z.unknown()).max(8).optional(),
      cancellation_timing: z.enum(['end_of_period', 'buyer_chooses']).optional(),
      pause: z.strictObject({ enabled: flag, max_cycles: z.int().min(1).max(12).optional() }).optional(),
      retention_offer: z
        .strictObject({
          kind: z.enum(['none', 'pause_instead']).optional(),
          pause_cycles: z.int().min(1).max(12).optional(),
        })
        .optional(),
    })
    .optional(),
});

const originPolicy = z.strictObject({
  post_payment_inventory_failure_action: z.enum(['exception_state', 'auto_refund']).optional(),
  subscription_inventory_block_action: z.enum(['inventory_blocked_open_invoice', 'past_due']).optional(),
});

const inventory = z.strictObject({
  low_stock_threshold: z.int().optional(),
  origin_policies: z
    .strictObject({
      checkout: originPolicy.optional(),
      payment_link: originPolicy.optional(),
      api: originPolicy.optional(),
      subscription: originPolicy.optional(),
      virtual_terminal: originPolicy.optional(),
      default: originPolicy.optional(),
    })
    .optional(),
});

const invoices = z.strictObject({
  autopay_retry_policy: z
    .strictObject({ retry_day_offsets: z.array(z.int()).max(5).optional() })
    .nullable()
    .optional(),
  credit_note_number_prefix: numberPrefix,
  invoice_number_prefix: numberPrefix,
  default_collection_mode: z.enum(['buyer_initiated', 'automatic', 'external']).nullable().optional(),
  default_footer: z.string().max(4096).nullable().optional(),
  default_memo: z.string().max(4096).nullable().optional(),
  default_invoice_payment_term_id: idInput('ipt').nullable().optional(),
  payment_policy: z
    .strictObject({
      enabled_payment_options: z.array(z.enum(['card', 'apple_pay', 'google_pay', 'affirm', 'ach_debit'])),
      payment_option_limits: z.array(z.unknown()).max(100).optional(),
      show_cost_comparison: flag,
    })
    .nullable()
    .optional(),
  reminder_policy: z
    .strictObject({ rules: z.array(z.unknown()).max(20).optional() })
    .nullable()
    .optional(),
  remit_to_address: z.looseObject({}).nullable().optional(),
  reply_to_email: z.string().nullable().optional(),
  timezone: z.string().nullable().optional(),
});

const tipping = z.strictObject({
  default_enabled: flag,
  is_custom_tip_enabled: flag,
  is_smart_tips_enabled: flag,
  tip_percent_options: z.array(z.number().min(1).max(100)).length(3).optional(),
  smart_tip_money_options: z.array(moneyInput).length(3).optional(),
  default_tip_percent: z.number().nullable().optional(),
  default_smart_tip_money: moneyInput.nullable().optional(),
});

const settingsGroups = {
  branding: z
    .strictObject({
      primary_color: text,
      accent_color: text,
      background_color: text,
      text_color: text,
      corner_radius: z.int().optional(),
      font_family: z.enum(['instrument_sans', 'system_sans', 'system_serif', 'monospace']).optional(),
    })
    .optional(),
  catalog: z
    .strictObject({ default_delivery_profile_id: idInput('dprof'), expected_version: expectedVersionInput.optional() })
    .optional(),
  checkout: checkout.optional(),
  customer_account: customerAccount.nullable().optional(),
  customer_email_delivery: z
    .strictObject({
      dunning: sender,
      fulfillment_updates: sender,
      invoices: sender,
      order_receipts: sender,
      returns: sender,
      subscription_lifecycle: sender,
    })
    .optional(),
  fulfillment: z.strictObject({ approval_required: flag }).optional(),
  inventory: inventory.optional(),
  invoices: invoices.nullable().optional(),
  legal: z
    .strictObject({
      terms_of_service_url: text,
      contract_url: text,
      refund_policy_url: text,
      shipping_policy_url: text,
      require_terms_of_service: flag,
    })
    .optional(),
  promotions: z
    .strictObject({ automatic_enabled: flag, codes_enabled: flag, max_promotions_per_order: z.int().optional() })
    .optional(),
  receipts: z
    .strictObject({ header_text: text, footer_text: text, is_auto_email_enabled: flag, is_itemized: flag })
    .optional(),
  subscriptions: z
    .strictObject({
      default_billing_schedule_owner: z.enum(['flint', 'external']).optional(),
      dunning_end_action: dunningEnd,
      external_dunning_end_action: dunningEnd,
      dunning_retry_days: z.int().optional(),
    })
    .optional(),
  tax: z
    .strictObject({
      default_enabled: flag,
      default_delivery_taxable: flag,
      default_delivery_tax_category: z
        .enum(['service_fee', 'shipping', 'delivery', 'handling', 'surcharge'])
        .nullable()
        .optional(),
      default_line_item_tax_category: taxCategoryInput.optional(),
    })
    .optional(),
  tax_identity: z
    .strictObject({
      legal_name: z.string().max(255).nullable().optional(),
      registered_address: z.looseObject({}).nullable().optional(),
      tax_ids: z.array(z.unknown()).max(20).optional(),
      expected_version: expectedVersionInput.optional(),
    })
    .nullable()
    .optional(),
  tipping: tipping.optional(),
};

export const settingsPatch = z.strictObject({
  ...settingsGroups,
  metadata: metadataPatch.optional(),
  expected_version: expectedVersionInput.optional(),
});
export type SettingsPatch = z.infer<typeof settingsPatch>;
