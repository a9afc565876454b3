import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { BundleRecord } from '../state/catalog-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError, invalid, notFound } from '../transport/api-error.ts';
import { patchedMetadata } from '../transport/filters.ts';
import { checkCategories, presentAssigned } from './categories.ts';
import { storeImages } from './images.ts';
import type { BundleInput, BundlePatch } from './inputs.ts';
import { refuseForeignReferences } from './references.ts';
import { checkUnique } from './stock-keeping-units.ts';
import { applyPatch, checkVersion, raiseVersion } from './versions.ts';

/** Makes a bundle of existing variants. */
export function createBundle(context: Context, mode: Mode, input: BundleInput): BundleRecord {
  const plane = planeOf(context, mode);
  refuseForeignReferences(input);
  checkCategories(context, mode, input.categories);
  checkUnique(plane, input);
  const now = context.clock.now();
  const status = input.status ?? 'active';
  const components = readComponents(plane, input.components ?? [], [], now);
  if (status === 'active' && components.length === 0) throw componentsRequired();
  const at = timestamp(context);
  const bundle: BundleRecord = {
    bundle_id: newId('bun', now),
    name: input.name,
    unit_price_money: input.unit_price_money,
    sku: input.sku,
    barcode: input.barcode,
    description: input.description,
    status,
    taxable: input.taxable ?? true,
    line_item_tax_category: input.line_item_tax_category,
    categories: input.categories ?? [],
    images: storeImages(input.images),
    components,
    external_reference_id: input.external_reference_id,
    metadata: input.metadata,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  plane.bundles[bundle.bundle_id] = bundle;
  return bundle;
}

export function updateBundle(context: Context, mode: Mode, bundle: BundleRecord, patch: BundlePatch): void {
  const plane = planeOf(context, mode);
  checkVersion(bundle, patch, ['components', 'images', 'categories']);
  const merged = patchedMetadata(bundle.metadata, patch.metadata);
  refuseForeignReferences(patch);
  checkCategories(context, mode, patch.categories);
  checkUnique(plane, patch, bundle);
  if (patch.components !== undefined && bundle.status === 'active') {
    const message = 'Components of an active bundle cannot change. Make the bundle inactive first.';
    throw new ApiError(409, 'ACTIVE_BUNDLE_COMPONENTS_IMMUTABLE', message, { param: 'components' });
  }
  const components =
    patch.components && readComponents(plane, patch.components, bundle.components, context.clock.now());
  if ((patch.status ?? bundle.status) === 'active' && (components ?? bundle.components).length === 0) {
    throw componentsRequired();
  }
  const {
    images,
    metadata: _metadata,
    components: _components,
    modifier_set_id: _set,
    expected_version: _version,
    ...plain
  } = patch;
  applyPatch(bundle, plain);
  if (components !== undefined) bundle.components = components;
  if (images !== undefined) bundle.images = storeImages(images);
  bundle.metadata = merged;
  raiseVersion(bundle, timestamp(context));
}

export function archiveBundle(context: Context, bundle: BundleRecord): void {
  bundle.status = 'archived';
  raiseVersion(bundle, timestamp(context));
}

/** Lists leave the components out. */
export function presentBundleInList(context: Context, mode: Mode, bundle: BundleRecord): Record<string, unknown> {
  const { components, ...shown } = bundle;
  return {
    ...shown,
    merchant_id: context.store.state.merchant_id,
    categories: presentAssigned(context, mode, bundle.categories),
    component_count: components.length,
    available_for_sale: bundle.status === 'active',
  };
}

export function presentBundle(context: Context, mode: Mode, bundle: BundleRecord): Record<string, unknown> {
  const { variants } = planeOf(context, mode);
  const components = bundle.components.map((component) => ({
    ...component,
    product_id: variants[component.variant_id]?.product_id,
  }));
  return { ...presentBundleInList(context, mode, bundle), components };
}

type ComponentInput = NonNullable<BundlePatch['components']>[number];

/** Components that carry their id are kept, the others are new. */
function readComponents(
  plane: Plane,
  inputs: readonly ComponentInput[],
  before: BundleRecord['components'],
  now: number,
): BundleRecord['components'] {
  return inputs.map((input, place) => {
    const param = `components[${place}]`;
    refuseForeignReferences(input, `${param}.`);
    const kept = before.find(({ bundle_component_id }) => bundle_component_id === input.bundle_component_id);
    if (input.bundle_component_id !== undefined && kept === undefined) {
      throw notFound('bundle component', input.bundle_component_id, `${param}.bundle_component_id`);
    }
    const variantId = input.variant_id ?? kept?.variant_id;
    if (variantId === undefined) throw invalid(`${param}.variant_id`, 'A component needs a variant.', 'FIELD_REQUIRED');
    const variant = plane.variants[variantId];
    if (variant === undefined) throw notFound('variant', variantId, `${param}.variant_id`);
    if (variant.status !== 'active') {
      const message = 'A bundle is made of active variants.';
      throw invalid(`${param}.variant_id`, message, 'BUNDLE_COMPONENT_VARIANT_NOT_ACTIVE');
    }
    return {
      bundle_component_id: kept?.bundle_component_id ?? newId('bunc', now),
      variant_id: variantId,
      quantity: input.quantity ?? kept?.quantity ?? 1,
      position: input.position ?? kept?.position ?? place,
    };
  });
}

function componentsRequired(): ApiError {
  return invalid('components', 'An active bundle has at least one component.', 'BUNDLE_COMPONENTS_REQUIRED');
}
