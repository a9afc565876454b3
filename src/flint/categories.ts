import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { rememberGeneration } from './generations.ts';
import { type Listing, list } from './listing.ts';
import { resource } from './wire/envelope.ts';
import { id, integer, text, type WireBody, withRaw } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/**
 * A group of products and bundles. Its handle never changes and is unique within a mode. `raw` is the object as sent, for building a copy
 * of it; its texts are not fit to be shown. A server of the guide's generation may have no categories at all.
 */
export type Category = z.output<typeof category>;

const category = withRaw(
  z
    .object({
      category_id: id,
      handle: text,
      name: text,
      status: optionalOpenEnum(['active', 'deleted']),
      external_reference_id: text,
      assigned_product_count: integer,
      assigned_bundle_count: integer,
    })
    .transform((wire) => ({
      id: wire.category_id,
      handle: wire.handle,
      name: wire.name,
      status: wire.status,
      externalReferenceId: wire.external_reference_id,
      products: wire.assigned_product_count,
      bundles: wire.assigned_bundle_count,
    })),
);

/** Lists categories. */
export function listCategories(
  client: FlintClient,
  filter: { readonly externalReferenceId?: string | undefined } = {},
): Listing<Category> {
  const { externalReferenceId } = filter;
  return list(client, {
    path: '/v1/categories',
    query: { external_reference_id: externalReferenceId },
    item: category,
    idOf: (item) => item.id,
    seen: () => rememberGeneration(client, 'categories', '2026-09-07'),
    keep: (item) => externalReferenceId === undefined || item.externalReferenceId === externalReferenceId,
  });
}

/** Creates a category from a body in Flint's own field names (the API notes, catalog, section 5). */
export async function createCategory(
  client: FlintClient,
  wanted: { readonly body: WireBody; readonly idempotencyKey: string },
): Promise<Answer<Category>> {
  const { body, idempotencyKey } = wanted;
  const answer = resource(category);
  return await client.request({ method: 'POST', path: '/v1/categories', body, idempotencyKey, answer });
}
