import { z } from 'zod';
import { productInput, productPatch } from '../catalog/inputs.ts';
import { archiveProduct, createProduct, presentProduct, updateProduct } from '../catalog/products.ts';
import { variantsOf } from '../catalog/variants.ts';
import type { ProductRecord } from '../state/catalog-records.ts';
import type { Plane } from '../state/plane.ts';
import { notFound, notSimulated } from '../transport/api-error.ts';
import { matches, mentions, withinTime } from '../transport/filters.ts';
import { externalReferenceInput, listQuery, repeatable, timeBounds } from '../transport/inputs.ts';
import { created, ok, paged, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';
import { inOrder } from '../transport/sorting.ts';

const listProducts = route({
  method: 'GET',
  path: '/v1/products',
  scope: reading('commerce.products'),
  query: listQuery({
    external_reference_id: externalReferenceInput.optional(),
    sku: z.string().optional(),
    query: z.string().optional(),
    status: z.string().optional(),
    product_type: z.string().optional(),
    category_handle: z.string().optional(),
    delivery_profile_id: z.string().optional(),
    sort_by: z.enum(['name', 'created_at', 'updated_at']).optional(),
    ...timeBounds,
  }),
  handle(call) {
    const { plane, query } = call;
    const found = Object.values(plane.products).filter(
      (product) =>
        matches(query.external_reference_id, product.external_reference_id) &&
        matches(query.product_type, product.product_type) &&
        (query.status === undefined ? product.status !== 'archived' : query.status === product.status) &&
        (query.sku === undefined || variantsOf(plane, product).some(({ sku }) => sku === query.sku)) &&
        (query.category_handle === undefined || product.categories.includes(query.category_handle)) &&
        mentions(query.query, product.name, product.description) &&
        query.delivery_profile_id === undefined &&
        withinTime(product, query),
    );
    const ordered = inOrder(found, query, {
      name: ({ name }) => name,
      created_at: ({ created_at }) => created_at,
      updated_at: ({ updated_at }) => updated_at,
    });
    return paged(call, ordered, (product) => presentProduct(call.context, call.mode, product));
  },
});

const createProductRoute = route({
  method: 'POST',
  path: '/v1/products',
  scope: writing('commerce.products'),
  ownId: 'product_id',
  body: productInput,
  handle({ context, mode, body }) {
    const { product } = createProduct(context, mode, body);
    return created(presentProduct(context, mode, product));
  },
});

const readProduct = route({
  method: 'GET',
  path: '/v1/products/:product_id',
  scope: reading('commerce.products'),
  query: z.strictObject({ expand: repeatable(z.string()) }),
  handle({ context, mode, plane, query, parameter }) {
    if (query.expand !== undefined) throw notSimulated('expand');
    return ok(presentProduct(context, mode, findProduct(plane, parameter('product_id'))));
  },
});

const updateProductRoute = route({
  method: 'PATCH',
  path: '/v1/products/:product_id',
  scope: writing('commerce.products'),
  ownId: 'product_id',
  body: productPatch,
  handle({ context, mode, plane, body, parameter }) {
    const product = findProduct(plane, parameter('product_id'));
    updateProduct(context, mode, product, body);
    return ok(presentProduct(context, mode, product));
  },
});

const deleteProduct = route({
  method: 'DELETE',
  path: '/v1/products/:product_id',
  scope: writing('commerce.products'),
  handle({ context, mode, plane, parameter }) {
    const product = findProduct(plane, parameter('product_id'));
    archiveProduct(context, mode, product);
    return ok(presentProduct(context, mode, product));
  },
});

export function findProduct(plane: Plane, id: string): ProductRecord {
  const product = plane.products[id];
  if (product === undefined) throw notFound('product', id);
  return product;
}

export const productRoutes: readonly Route[] = [
  listProducts,
  createProductRoute,
  readProduct,
  updateProductRoute,
  deleteProduct,
];
