import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { nothing, resource } from './wire/envelope.ts';
import { id, integer, listOf, money, optionalId, text, type WireBody, withRaw } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/**
 * Variants sold together at one price. Lists come without components: read a bundle before copying it. `raw` is the object as sent, for
 * building a copy of it; its texts are not fit to be shown.
 */
export type Bundle = z.output<typeof bundle>;

const component = z
  .object({ variant_id: optionalId, quantity: integer })
  .transform((wire) => ({ variantId: wire.variant_id, quantity: wire.quantity }));

const bundle = withRaw(
  z
    .object({
      bundle_id: id,
      name: text,
      sku: text,
      status: optionalOpenEnum(['active', 'inactive', 'archived']),
      unit_price_money: money,
      components: listOf(component),
      external_reference_id: text,
      version: integer,
    })
    .transform((wire) => ({
      id: wire.bundle_id,
      name: wire.name,
      sku: wire.sku,
      status: wire.status,
      unitPrice: wire.unit_price_money,
      components: wire.components,
      externalReferenceId: wire.external_reference_id,
      version: wire.version,
    })),
);

/** Lists bundles, without their components. */
export function listBundles(
  client: FlintClient,
  filter: { readonly externalReferenceId?: string | undefined } = {},
): Listing<Bundle> {
  const { externalReferenceId } = filter;
  return list(client, {
    path: '/v1/bundles',
    query: { external_reference_id: externalReferenceId },
    item: bundle,
    idOf: (item) => item.id,
    keep: (item) => externalReferenceId === undefined || item.externalReferenceId === externalReferenceId,
  });
}

/** Reads one bundle with its components. */
export async function readBundle(client: FlintClient, bundleId: string): Promise<Answer<Bundle>> {
  return await client.request({ method: 'GET', path: path`/v1/bundles/${bundleId}`, answer: resource(bundle) });
}

/** Creates a bundle from a body in Flint's own field names (the API notes, catalog, section 5). */
export async function createBundle(
  client: FlintClient,
  wanted: { readonly body: WireBody; readonly idempotencyKey: string },
): Promise<Answer<Bundle>> {
  const { body, idempotencyKey } = wanted;
  return await client.request({ method: 'POST', path: '/v1/bundles', body, idempotencyKey, answer: resource(bundle) });
}

/** Archives a bundle. */
export async function archiveBundle(
  client: FlintClient,
  archived: { readonly bundleId: string; readonly idempotencyKey: string },
): Promise<Answer<undefined>> {
  const { bundleId, idempotencyKey } = archived;
  const route = path`/v1/bundles/${bundleId}`;
  const answer = await client.request({ method: 'DELETE', path: route, idempotencyKey, answer: nothing });
  return withValue(answer, undefined);
}
