import { z } from 'zod';
import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { CategoryRecord } from '../state/catalog-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError, notFound } from '../transport/api-error.ts';
import { patchedMetadata } from '../transport/filters.ts';
import { externalReferenceInput, metadataInput, metadataPatch } from '../transport/inputs.ts';
import { applyPatch } from './versions.ts';

export const categoryInput = z.strictObject({
  name: z.string().min(1),
  handle: z.string().min(1).optional(),
  description: z.string().optional(),
  external_reference_id: externalReferenceInput.optional(),
  metadata: metadataInput.optional(),
});

/** The handle never changes, so it is no field of a patch. */
export const categoryPatch = z.strictObject({
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  external_reference_id: externalReferenceInput.optional(),
  metadata: metadataPatch.optional(),
});

export function createCategory(context: Context, mode: Mode, input: z.infer<typeof categoryInput>): CategoryRecord {
  const plane = planeOf(context, mode);
  const handle = input.handle ?? handleFrom(input.name);
  if (categoryOf(plane, handle) !== undefined) {
    throw new ApiError(409, 'CATEGORY_HANDLE_EXISTS', `There is a category ${handle} already.`, { param: 'handle' });
  }
  const at = timestamp(context);
  const category: CategoryRecord = {
    ...input,
    handle,
    category_id: newId('ctg', context.clock.now()),
    created_at: at,
    updated_at: at,
  };
  plane.categories[category.category_id] = category;
  return category;
}

export function updateCategory(context: Context, category: CategoryRecord, patch: z.infer<typeof categoryPatch>): void {
  const { metadata: _metadata, ...fields } = patch;
  const merged = patchedMetadata(category.metadata, patch.metadata);
  applyPatch(category, fields);
  category.metadata = merged;
  category.updated_at = timestamp(context);
}

/** Deletes for good what nothing refers to. */
export function deleteCategory(context: Context, mode: Mode, category: CategoryRecord): Record<string, unknown> {
  const plane = planeOf(context, mode);
  const references = referencesTo(plane, category);
  if (references.products + references.bundles + references.promotions > 0) {
    throw new ApiError(409, 'CATEGORY_REFERENCED', 'Products, bundles or promotions refer to this category.');
  }
  delete plane.categories[category.category_id];
  return { ...presentCategory(context, plane, category), status: 'deleted' };
}

export function presentCategory(context: Context, plane: Plane, category: CategoryRecord): Record<string, unknown> {
  const { products, bundles, promotions } = referencesTo(plane, category);
  return {
    ...category,
    assigned_product_count: products,
    assigned_bundle_count: bundles,
    targeting_reference_count: promotions,
    status: 'active',
    merchant_id: context.store.state.merchant_id,
  };
}

/** Products and bundles name categories by handle. Where the server keeps none, any word is taken for one. */
export function checkCategories(context: Context, mode: Mode, handles: readonly string[] | undefined): void {
  if (handles === undefined || !keepsCategories(context)) return;
  const plane = planeOf(context, mode);
  handles.forEach((handle, place) => {
    if (categoryOf(plane, handle) === undefined) throw notFound('category', handle, `categories[${place}]`);
  });
}

/** How products and bundles show their categories. */
export function presentAssigned(context: Context, mode: Mode, handles: readonly string[]): Record<string, unknown>[] {
  const plane = planeOf(context, mode);
  return handles.map((handle) => {
    const category = keepsCategories(context) ? categoryOf(plane, handle) : undefined;
    if (category === undefined) return { handle, name: handle };
    return { category_id: category.category_id, handle, name: category.name };
  });
}

function keepsCategories({ api }: Context): boolean {
  return api.isCurrent('categories') && !api.lacks('categories');
}

function categoryOf(plane: Plane, handle: string): CategoryRecord | undefined {
  return Object.values(plane.categories).find((category) => category.handle === handle);
}

function referencesTo(plane: Plane, { handle, category_id }: CategoryRecord) {
  const assigned = (records: Record<string, { readonly status: string; readonly categories: readonly string[] }>) =>
    Object.values(records).filter(({ status, categories }) => status !== 'archived' && categories.includes(handle));
  const targeting = Object.values(plane.promotions).filter(({ status, written }) => {
    const rules = JSON.stringify(written);
    return status !== 'archived' && (rules.includes(`"${handle}"`) || rules.includes(`"${category_id}"`));
  });
  return {
    products: assigned(plane.products).length,
    bundles: assigned(plane.bundles).length,
    promotions: targeting.length,
  };
}

function handleFrom(name: string): string {
  const handle = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return handle === '' ? 'category' : handle;
}
