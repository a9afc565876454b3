/**
 * What a setting is worth that was never set. The API notes, settings section 2, name a few (recovery e-mail off after 3600 s,
 * saved payment details on, deliveries taxed); the others are the sandbox's own, since Flint publishes them through
 * `/v1/settings/effective` alone.
 */
export const settingsDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  branding: {
    primary_color: '#1A1A1A',
    accent_color: '#1A1A1A',
    background_color: '#FFFFFF',
    text_color: '#1A1A1A',
    corner_radius: 8,
    font_family: 'instrument_sans',
  },
  checkout: {
    default_delivery_method_ids: [],
    default_expires_in_seconds: 86_400,
    enabled_payment_options: ['card'],
    promotion_code_entry_enabled: true,
    recovery_email: { enabled: false, delay_seconds: 3600 },
    require_billing_address: false,
    require_email: true,
    require_phone: false,
    saved_payment_details: { enabled: true },
  },
  customer_email_delivery: {
    dunning: 'flint_sends',
    fulfillment_updates: 'flint_sends',
    invoices: 'flint_sends',
    order_receipts: 'flint_sends',
    returns: 'flint_sends',
    subscription_lifecycle: 'flint_sends',
  },
  fulfillment: { approval_required: false },
  inventory: { low_stock_threshold: 0 },
  legal: { require_terms_of_service: false },
  promotions: { automatic_enabled: true, codes_enabled: true, max_promotions_per_order: 5 },
  receipts: { header_text: '', footer_text: '', is_auto_email_enabled: true, is_itemized: true },
  subscriptions: {
    default_billing_schedule_owner: 'flint',
    dunning_retry_days: 7,
    dunning_end_action: 'cancel',
    external_dunning_end_action: 'notify_only',
  },
  tax: { default_enabled: false, default_delivery_taxable: true, default_line_item_tax_category: 'general' },
  tipping: {
    default_enabled: false,
    is_custom_tip_enabled: true,
    is_smart_tips_enabled: false,
    tip_percent_options: [15, 18, 20],
  },
};
