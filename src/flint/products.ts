import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { nothing, resource } from './wire/envelope.ts';
import { id, integer, money, optionalId, optionalObject, text, type WireBody, withRaw } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/**
 * A product. Lists and reads hold at most its default variant: `listVariants` gives them all. `raw` is the object as sent, for building a
 * copy of it; its texts are not fit to be shown.
 */
export type Product = z.output<typeof product>;

/** One sellable form of a product; the price belongs to it. `raw` as for a product. */
export type Variant = z.output<typeof variant>;

const variant = withRaw(
  z
    .object({
      variant_id: id,
      product_id: optionalId,
      name: text,
      sku: text,
      status: optionalOpenEnum(['active', 'inactive', 'archived']),
      unit_price_money: money,
      external_reference_id: text,
      version: integer,
    })
    .transform((wire) => ({
      id: wire.variant_id,
      productId: wire.product_id,
      name: wire.name,
      sku: wire.sku,
      status: wire.status,
      unitPrice: wire.unit_price_money,
      externalReferenceId: wire.external_reference_id,
      version: wire.version,
    })),
);

const product = withRaw(
  z
    .object({
      product_id: id,
      name: text,
      status: optionalOpenEnum(['active', 'inactive', 'archived']),
      default_variant: optionalObject(variant),
      default_variant_id: optionalId,
      variant_count: integer,
      external_reference_id: text,
      version: integer,
    })
    .transform((wire) => ({
      id: wire.product_id,
      name: wire.name,
      status: wire.status,
      defaultVariant: wire.default_variant,
      defaultVariantId: wire.default_variant_id ?? wire.default_variant?.id,
      variantCount: wire.variant_count,
      externalReferenceId: wire.external_reference_id,
      version: wire.version,
    })),
);

/** Lists products, archived ones included where the server lists them. */
export function listProducts(
  client: FlintClient,
  filter: { readonly externalReferenceId?: string | undefined; readonly sku?: string | undefined } = {},
): Listing<Product> {
  const { externalReferenceId, sku } = filter;
  return list(client, {
    path: '/v1/products',
    query: { external_reference_id: externalReferenceId, sku },
    item: product,
    idOf: (item) => item.id,
    keep: (item) => externalReferenceId === undefined || item.externalReferenceId === externalReferenceId,
  });
}

/** Reads one product. */
export async function readProduct(client: FlintClient, productId: string): Promise<Answer<Product>> {
  return await client.request({ method: 'GET', path: path`/v1/products/${productId}`, answer: resource(product) });
}

/** Creates a product from a body in Flint's own field names (the API notes, catalog, section 5). */
export async function createProduct(
  client: FlintClient,
  wanted: { readonly body: WireBody; readonly idempotencyKey: string },
): Promise<Answer<Product>> {
  const { body, idempotencyKey } = wanted;
  return await client.request({
    method: 'POST',
    path: '/v1/products',
    body,
    idempotencyKey,
    answer: resource(product),
  });
}

/** Archives a product. */
export async function archiveProduct(
  client: FlintClient,
  archived: { readonly productId: string; readonly idempotencyKey: string },
): Promise<Answer<undefined>> {
  const { productId, idempotencyKey } = archived;
  const route = path`/v1/products/${productId}`;
  const answer = await client.request({ method: 'DELETE', path: route, idempotencyKey, answer: nothing });
  return withValue(answer, undefined);
}

/** Lists the variants of one product; there is no list over all products. */
export function listVariants(client: FlintClient, productId: string): Listing<Variant> {
  return list(client, { path: path`/v1/products/${productId}/variants`, item: variant, idOf: (item) => item.id });
}
