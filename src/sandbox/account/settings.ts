import { type Context, planeOf, timestamp } from '../context.ts';
import type { SettingsRecord } from '../state/account-records.ts';
import type { Mode } from '../state/plane.ts';
import { ApiError, invalid, notFound } from '../transport/api-error.ts';
import { patchedMetadata } from '../transport/filters.ts';
import { settingsDefaults } from './settings-defaults.ts';
import type { SettingsPatch } from './settings-input.ts';

/** Merges a sparse body into the settings of one plane (API notes, settings section 1). */
export function updateSettings(context: Context, mode: Mode, patch: SettingsPatch): void {
  const { settings } = planeOf(context, mode);
  checkSettings(mode, settings, patch);
  const merged = patchedMetadata(settings.metadata, patch.metadata);
  const { metadata: _metadata, expected_version: _expected, ...groups } = patch;
  for (const [name, group] of Object.entries(groups)) {
    if (group === null) delete settings.groups[name];
    else if (group !== undefined) {
      const { expected_version: _version, ...fields }: Record<string, unknown> = group;
      settings.groups[name] = { ...settings.groups[name], ...fields };
    }
  }
  settings.metadata = merged ?? {};
  settings.version += 1;
  settings.updated_at = timestamp(context);
}

export function presentSettings(context: Context, mode: Mode): Record<string, unknown> {
  const { groups, ...shown } = planeOf(context, mode).settings;
  return { ...groups, ...shown, settings_scope: 'merchant', merchant_id: context.store.state.merchant_id };
}

/** Defaults, overlaid by what was set. */
export function presentEffectiveSettings(context: Context, mode: Mode): Record<string, unknown> {
  const { groups, ...shown } = planeOf(context, mode).settings;
  const names = new Set([...Object.keys(settingsDefaults), ...Object.keys(groups)]);
  const filled = [...names].map((name) => [name, { ...settingsDefaults[name], ...groups[name] }] as const);
  return {
    ...Object.fromEntries(filled),
    ...shown,
    settings_scope: 'merchant',
    merchant_id: context.store.state.merchant_id,
  };
}

function checkSettings(mode: Mode, settings: SettingsRecord, patch: SettingsPatch): void {
  if (patch.catalog !== undefined) {
    if (Object.values(patch).filter((value) => value !== undefined).length > 1) {
      throw invalid('catalog', 'The catalog group must be sent alone.', 'INVALID_REQUEST');
    }
    // The rehearsal keeps no delivery profiles, so none can be the default.
    const id = patch.catalog.default_delivery_profile_id;
    throw notFound('delivery profile', id, 'catalog.default_delivery_profile_id');
  }
  const expected = patch.expected_version ?? patch.tax_identity?.expected_version;
  if (patch.tax_identity?.tax_ids !== undefined && expected === undefined) {
    throw new ApiError(400, 'EXPECTED_VERSION_REQUIRED', 'Replacing tax_ids needs the expected_version.', {
      param: 'expected_version',
    });
  }
  if (expected !== undefined && expected !== settings.version) {
    throw new ApiError(409, 'SETTINGS_CONCURRENT_MODIFICATION', 'The settings have changed since they were read.');
  }
  if (mode === 'test' && (patch.checkout?.custom_domain ?? undefined) !== undefined) {
    const message = 'A custom domain exists in live mode only.';
    throw invalid('checkout.custom_domain', message, 'CUSTOM_DOMAIN_LIVE_MODE_REQUIRED');
  }
  const [method] = patch.checkout?.default_delivery_method_ids ?? [];
  if (method !== undefined) throw notFound('delivery method', method, 'checkout.default_delivery_method_ids[0]');
  const term = patch.invoices?.default_invoice_payment_term_id ?? undefined;
  if (term !== undefined) throw notFound('invoice payment term', term, 'invoices.default_invoice_payment_term_id');
  checkTipping(settings, patch.tipping);
}

/** Each default must be one of its options. */
function checkTipping(settings: SettingsRecord, tipping: SettingsPatch['tipping']): void {
  if (tipping === undefined) return;
  const after: Record<string, unknown> = { ...settings.groups.tipping, ...tipping };
  const pairs = [
    ['default_tip_percent', 'tip_percent_options'],
    ['default_smart_tip_money', 'smart_tip_money_options'],
  ] as const;
  for (const [name, options] of pairs) {
    const value = after[name] ?? undefined;
    if (value === undefined) continue;
    const list: unknown = after[options];
    const listed = Array.isArray(list) && list.some((option) => JSON.stringify(option) === JSON.stringify(value));
    if (!listed) throw invalid(`tipping.${name}`, `${name} must be one of ${options}.`);
  }
}
