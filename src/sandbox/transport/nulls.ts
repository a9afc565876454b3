/** By the field that tells what an object is: its optional fields in the documents. */
const optionalFields: ReadonlyArray<readonly [own: string, optional: readonly string[]]> = [
  ['api_key_id', ['sandbox_id', 'expires_at', 'last_used_at']],
  ['enabled_events', ['description', 'api_version_previous', 'partner_app_id']],
  ['event_origin', ['resource_type', 'resource_id', 'request_id', 'correlation_id', 'api_request_log_id']],
  ['attempt_status', ['status_code', 'diagnostic_category', 'error_category', 'error_message', 'retryable']],
  ['automatic_attempt_count', ['delivered_at', 'next_retry_at', 'last_response_code', 'last_error', 'error_category']],
  ['pricing_amounts', ['external_reference_id', 'customer_id', 'buyer_note', 'closed_reason', 'metadata']],
  ['refunded_tip_money', ['failure_reason', 'reason', 'reason_message', 'external_reference_id', 'metadata']],
  ['expires_at', ['terminal_reason', 'superseding_checkout_session_id', 'payment_link_id', 'metadata']],
  ['captured_money', ['last_payment_error', 'payment_source']],
  ['product_type', ['description', 'external_reference_id', 'metadata', 'default_variant']],
  ['inventory_tracking', ['name', 'sku', 'barcode', 'line_item_tax_category', 'external_reference_id', 'metadata']],
  ['component_count', ['sku', 'barcode', 'description', 'external_reference_id', 'metadata']],
  ['billing_interval', ['description', 'trial_period_days', 'setup_fee_money', 'contract_term_months', 'metadata']],
  ['application_method', ['display_name', 'description', 'schedule', 'max_uses', 'external_reference_id', 'metadata']],
  ['profile', ['next_step', 'country', 'default_sandbox_id']],
  ['has_past_due', ['status_reason', 'current_deadline_at', 'organization_id', 'api_version_previous']],
  ['scopes', ['name', 'organization_id', 'expires_at']],
];

/** The same answer with null in the place of every optional field that has no value. */
export function withNulls(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withNulls);
  if (typeof data !== 'object' || data === null) return data;
  const filled: Record<string, unknown> = {};
  for (const [own, optional] of optionalFields) {
    if (own in data) for (const name of optional) filled[name] = null;
  }
  for (const [name, value] of Object.entries(data)) if (value !== undefined) filled[name] = withNulls(value);
  return filled;
}
