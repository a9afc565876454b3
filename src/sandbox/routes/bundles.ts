import { z } from 'zod';
import { archiveBundle, createBundle, presentBundle, presentBundleInList, updateBundle } from '../catalog/bundles.ts';
import { bundleInput, bundlePatch } from '../catalog/inputs.ts';
import type { BundleRecord } from '../state/catalog-records.ts';
import type { Plane } from '../state/plane.ts';
import { notFound } from '../transport/api-error.ts';
import { matches, mentions } from '../transport/filters.ts';
import { externalReferenceInput, listQuery } from '../transport/inputs.ts';
import { created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';

const listBundles = route({
  method: 'GET',
  path: '/v1/bundles',
  scope: reading('commerce.bundles'),
  query: listQuery({
    external_reference_id: externalReferenceInput.optional(),
    sku: z.string().optional(),
    query: z.string().optional(),
    category_handle: z.string().optional(),
    status: z.string().optional(),
  }),
  handle(call) {
    const { query } = call;
    const found = Object.values(call.plane.bundles).filter(
      (bundle) =>
        matches(query.external_reference_id, bundle.external_reference_id) &&
        matches(query.sku, bundle.sku) &&
        (query.status === undefined ? bundle.status !== 'archived' : query.status === bundle.status) &&
        (query.category_handle === undefined || bundle.categories.includes(query.category_handle)) &&
        mentions(query.query, bundle.name, bundle.description),
    );
    return listed(call, found, (bundle) => presentBundleInList(call.context, call.mode, bundle));
  },
});

const createBundleRoute = route({
  method: 'POST',
  path: '/v1/bundles',
  scope: writing('commerce.bundles'),
  ownId: 'bundle_id',
  body: bundleInput,
  handle: ({ context, mode, body }) => created(presentBundle(context, mode, createBundle(context, mode, body))),
});

const readBundle = route({
  method: 'GET',
  path: '/v1/bundles/:bundle_id',
  scope: reading('commerce.bundles'),
  handle: ({ context, mode, plane, parameter }) =>
    ok(presentBundle(context, mode, find(plane, parameter('bundle_id')))),
});

const updateBundleRoute = route({
  method: 'PATCH',
  path: '/v1/bundles/:bundle_id',
  scope: writing('commerce.bundles'),
  ownId: 'bundle_id',
  body: bundlePatch,
  handle({ context, mode, plane, body, parameter }) {
    const bundle = find(plane, parameter('bundle_id'));
    updateBundle(context, mode, bundle, body);
    return ok(presentBundle(context, mode, bundle));
  },
});

const deleteBundle = route({
  method: 'DELETE',
  path: '/v1/bundles/:bundle_id',
  scope: writing('commerce.bundles'),
  handle({ context, mode, plane, parameter }) {
    const bundle = find(plane, parameter('bundle_id'));
    archiveBundle(context, bundle);
    return ok(presentBundle(context, mode, bundle));
  },
});

function find(plane: Plane, id: string): BundleRecord {
  const bundle = plane.bundles[id];
  if (bundle === undefined) throw notFound('bundle', id);
  return bundle;
}

export const bundleRoutes: readonly Route[] = [
  listBundles,
  createBundleRoute,
  readBundle,
  updateBundleRoute,
  deleteBundle,
];
