import { z } from 'zod';
import {
  categoryInput,
  categoryPatch,
  createCategory,
  deleteCategory,
  presentCategory,
  updateCategory,
} from '../catalog/categories.ts';
import type { CategoryRecord } from '../state/catalog-records.ts';
import { notFound } from '../transport/api-error.ts';
import { matches, mentions } from '../transport/filters.ts';
import { externalReferenceInput, listQuery } from '../transport/inputs.ts';
import { type CallFrame, created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';

const place = { feature: 'categories', only: '2026-09-07' } as const;

const listCategories = route({
  ...place,
  method: 'GET',
  path: '/v1/categories',
  scope: reading('commerce.catalog'),
  query: listQuery({ external_reference_id: externalReferenceInput.optional(), query: z.string().optional() }),
  handle(call) {
    const { context, plane, query } = call;
    const found = Object.values(plane.categories).filter(
      (category) =>
        matches(query.external_reference_id, category.external_reference_id) &&
        mentions(query.query, category.name, category.handle, category.description),
    );
    return listed(call, found, (category) => presentCategory(context, plane, category));
  },
});

const createCategoryRoute = route({
  ...place,
  method: 'POST',
  path: '/v1/categories',
  scope: writing('commerce.catalog'),
  ownId: 'category_id',
  body: categoryInput,
  handle: ({ context, mode, plane, body }) =>
    created(presentCategory(context, plane, createCategory(context, mode, body))),
});

const item = { ...place, path: '/v1/categories/:category_id' } as const;

const readCategory = route({
  ...item,
  method: 'GET',
  scope: reading('commerce.catalog'),
  handle: (call) => ok(presentCategory(call.context, call.plane, find(call))),
});

const updateCategoryRoute = route({
  ...item,
  method: 'PATCH',
  scope: writing('commerce.catalog'),
  ownId: 'category_id',
  body: categoryPatch,
  handle(call) {
    const category = find(call);
    updateCategory(call.context, category, call.body);
    return ok(presentCategory(call.context, call.plane, category));
  },
});

const deleteCategoryRoute = route({
  ...item,
  method: 'DELETE',
  scope: writing('commerce.catalog'),
  handle: (call) => ok(deleteCategory(call.context, call.mode, find(call))),
});

function find({ plane, parameter }: CallFrame): CategoryRecord {
  const id = parameter('category_id');
  const category = plane.categories[id];
  if (category === undefined) throw notFound('category', id);
  return category;
}

export const categoryRoutes: readonly Route[] = [
  listCategories,
  createCategoryRoute,
  readCategory,
  updateCategoryRoute,
  deleteCategoryRoute,
];
