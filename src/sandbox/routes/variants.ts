import { z } from 'zod';
import { variantInput, variantPatch } from '../catalog/inputs.ts';
import { archiveVariant, createVariant, presentVariant, updateVariant } from '../catalog/variants.ts';
import type { ProductRecord, VariantRecord } from '../state/catalog-records.ts';
import { notFound, notSimulated } from '../transport/api-error.ts';
import { matches, mentions } from '../transport/filters.ts';
import { externalReferenceInput, listQuery, repeatable } from '../transport/inputs.ts';
import { type CallFrame, created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';
import { findProduct } from './products.ts';

const collection = '/v1/products/:product_id/variants';
const item = `${collection}/:variant_id`;

const listVariants = route({
  method: 'GET',
  path: collection,
  scope: reading('commerce.products'),
  query: listQuery({
    external_reference_id: externalReferenceInput.optional(),
    query: z.string().optional(),
    status: z.string().optional(),
  }),
  handle(call) {
    const { plane, query } = call;
    const product = findProduct(plane, call.parameter('product_id'));
    const found = Object.values(plane.variants).filter(
      (variant) =>
        variant.product_id === product.product_id &&
        (query.status === undefined ? variant.status !== 'archived' : query.status === variant.status) &&
        matches(query.external_reference_id, variant.external_reference_id) &&
        mentions(query.query, variant.name, variant.sku),
    );
    found.sort((one, other) => other.position - one.position);
    return listed(call, found, (variant) => presentVariant(call.context, product, variant));
  },
});

const createVariantRoute = route({
  method: 'POST',
  path: collection,
  scope: writing('commerce.products'),
  ownId: 'variant_id',
  body: z.strictObject({ variant: variantInput }),
  handle({ context, mode, plane, body, parameter }) {
    const product = findProduct(plane, parameter('product_id'));
    return created(presentVariant(context, product, createVariant(context, mode, product, body.variant)));
  },
});

const readVariant = route({
  method: 'GET',
  path: item,
  scope: reading('commerce.products'),
  query: z.strictObject({ expand: repeatable(z.string()) }),
  handle(call) {
    if (call.query.expand !== undefined) throw notSimulated('expand');
    const { product, variant } = find(call);
    return ok(presentVariant(call.context, product, variant));
  },
});

const updateVariantRoute = route({
  method: 'PATCH',
  path: item,
  scope: writing('commerce.products'),
  ownId: 'variant_id',
  body: variantPatch,
  handle(call) {
    const { product, variant } = find(call);
    updateVariant(call.context, call.mode, variant, call.body);
    return ok(presentVariant(call.context, product, variant));
  },
});

const deleteVariant = route({
  method: 'DELETE',
  path: item,
  scope: writing('commerce.products'),
  handle(call) {
    const { product, variant } = find(call);
    archiveVariant(call.context, call.mode, variant);
    return ok(presentVariant(call.context, product, variant));
  },
});

function find({ plane, parameter }: CallFrame): { product: ProductRecord; variant: VariantRecord } {
  const product = findProduct(plane, parameter('product_id'));
  const id = parameter('variant_id');
  const variant = plane.variants[id];
  if (variant?.product_id !== product.product_id) throw notFound('variant', id);
  return { product, variant };
}

export const variantRoutes: readonly Route[] = [
  listVariants,
  createVariantRoute,
  readVariant,
  updateVariantRoute,
  deleteVariant,
];
