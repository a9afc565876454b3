import type { Settings } from '../flint/settings.ts';
import type { WireRecord } from '../flint/wire/fields.ts';
import { cleanText } from '../flint/wire/text.ts';
import { isFilled, isRecord } from './raw.ts';
import { looksLikeId } from './references.ts';

/**
 * What a person has to know before a field is copied.
 * - `mail`: it decides whether real customers get mail.
 * - `address`: it holds an address that may be the sandbox's own.
 * - `unknown group`: nobody has documented what it does.
 */
export type SettingsCaution = 'mail' | 'address' | 'unknown group';

/** A field of the settings that the sandbox has set and production has otherwise. Shown texts are cleaned, `value` is as sent. */
export interface SettingsDifference {
  /** `receipts.header_text` */
  readonly name: string;
  readonly group: string;
  readonly field: string;
  readonly value: unknown;
  readonly inSandbox: string;
  readonly inProduction: string;
  readonly caution: SettingsCaution | undefined;
  /** Why it cannot be copied, if it cannot. */
  readonly byHand: 'names an id' | 'tax identity' | 'live only' | undefined;
}

// The groups of the API notes, settings, section 2.
const knownGroups = new Set([
  'branding',
  'catalog',
  'checkout',
  'customer_account',
  'customer_email_delivery',
  'fulfillment',
  'inventory',
  'invoices',
  'legal',
  'promotions',
  'receipts',
  'subscriptions',
  'tax',
  'tax_identity',
  'tipping',
  'metadata',
]);

/**
 * The fields in which the sandbox's own settings are not production's (the API notes, settings, "Compare recipe": what is written is decided by
 * the raw records). `effective` are production's with defaults filled in, where the server tells them: they are what is shown.
 */
export function planSettings(sandbox: Settings, production: Settings, effective?: Settings): SettingsDifference[] {
  return Object.entries(sandbox.groups).flatMap(([group, fields]) =>
    Object.entries(fields).flatMap(([field, value]) => {
      if (field === 'expected_version' || field === 'version' || !isFilled(value)) return [];
      const there = production.groups[group]?.[field];
      if (sameSetting(value, there)) return [];
      return [
        {
          name: `${group}.${field}`,
          group,
          field,
          value,
          inSandbox: shown(value),
          inProduction: there === undefined ? standard(effective?.groups[group]?.[field]) : shown(there),
          caution: cautionAbout(group, field, value),
          byHand: obstacle(group, field, value),
        },
      ];
    }),
  );
}

/** Whether two values of a setting say the same; the order of names in an object does not matter. */
export function sameSetting(one: unknown, other: unknown): boolean {
  if (isRecord(one) && isRecord(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => sameSetting(one[name], other[name]));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry: unknown, place) => sameSetting(entry, other[place]));
  }
  return one === other || (!isFilled(one) && !isFilled(other));
}

/** The groups to send for the picked fields, each by itself; `catalog` may not travel with others, so none does. */
export function settingsPatches(
  differences: readonly SettingsDifference[],
  picked: ReadonlySet<string>,
): ReadonlyMap<string, WireRecord> {
  const patches = new Map<string, WireRecord>();
  const order = (group: string) => (group === 'catalog' ? 0 : 1);
  for (const { group, field, value, name, byHand } of differences.toSorted((a, b) => order(a.group) - order(b.group))) {
    if (byHand === undefined && picked.has(name)) patches.set(group, { ...patches.get(group), [field]: value });
  }
  return patches;
}

function cautionAbout(group: string, field: string, value: unknown): SettingsCaution | undefined {
  if (!knownGroups.has(group)) return 'unknown group';
  if (group === 'customer_email_delivery' || /auto_email|dunning|recovery_email|reminder/.test(field)) return 'mail';
  if (/url|domain|reply_to|route|address|remit/.test(field) || /https?:\/\//.test(JSON.stringify(value)))
    return 'address';
  return undefined;
}

function obstacle(group: string, field: string, value: unknown): SettingsDifference['byHand'] {
  if (group === 'tax_identity') return 'tax identity';
  if (field === 'custom_domain') return 'live only';
  return holdsId(value) ? 'names an id' : undefined;
}

function holdsId(value: unknown): boolean {
  if (typeof value === 'string') return looksLikeId(value);
  if (Array.isArray(value)) return value.some(holdsId);
  return isRecord(value) && Object.entries(value).some(([name, entry]) => looksLikeId(name) || holdsId(entry));
}

function standard(effective: unknown): string {
  return isFilled(effective) ? `not set (${shown(effective)})` : 'not set';
}

function shown(value: unknown): string {
  return cleanText(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'), 120);
}
