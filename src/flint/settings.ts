import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { whereServed } from './generations.ts';
import { resource } from './wire/envelope.ts';
import { integer, optionalId, record, type WireBody, type WireRecord } from './wire/fields.ts';

/**
 * The settings of a mode. `groups` holds the writable groups as sent (the API notes, settings, section 2), by their name on the wire,
 * unknown ones included; an absent group is not set. Their texts are not fit to be shown uncleaned.
 */
export interface Settings {
  readonly id: string | undefined;
  readonly version: number | undefined;
  readonly groups: Readonly<Record<string, WireRecord>>;
}

const readOnly = new Set(['payment_limits', 'checkout_domain_status', 'customer_account_domain_status']);

const settings = record.transform((raw): Settings => {
  const groups = Object.entries(raw).flatMap(([name, value]) => {
    const group = record.safeParse(value);
    return group.success && !readOnly.has(name) ? [[name, group.data] as const] : [];
  });
  return {
    id: optionalId.parse(raw.settings_id),
    version: integer.parse(raw.version),
    groups: Object.fromEntries(groups),
  };
});

/** Reads what is set in this mode; absent means not set here. */
export async function readSettings(client: FlintClient): Promise<Answer<Settings>> {
  return await client.request({ method: 'GET', path: '/v1/settings', answer: resource(settings) });
}

/** Reads the settings with defaults filled in; undefined where the server does not tell, as the guide's generation. */
export async function readEffectiveSettings(client: FlintClient): Promise<Answer<Settings> | undefined> {
  return await whereServed(client, 'effective settings', '2026-09-07', () =>
    client.request({ method: 'GET', path: '/v1/settings/effective', answer: resource(settings) }),
  );
}

/** Changes the named groups and fields and no others. The group `catalog` has to travel alone: a RangeError says so. */
export async function patchSettings(
  client: FlintClient,
  change: { readonly groups: WireBody; readonly idempotencyKey: string },
): Promise<Answer<Settings>> {
  const names = Object.keys(change.groups);
  if (names.includes('catalog') && names.length > 1) throw new RangeError('The settings group catalog is sent alone.');
  return await client.request({
    method: 'PATCH',
    path: '/v1/settings',
    body: change.groups,
    idempotencyKey: change.idempotencyKey,
    answer: resource(settings),
  });
}
