import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { ProductRecord, VariantRecord } from '../state/catalog-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError, invalid } from '../transport/api-error.ts';
import { patchedMetadata } from '../transport/filters.ts';
import { storeImages } from './images.ts';
import type { SelectedOption, VariantInput, VariantPatch } from './inputs.ts';
import { refuseForeignReferences } from './references.ts';
import { checkUnique } from './stock-keeping-units.ts';
import { applyPatch, checkVersion, raiseVersion } from './versions.ts';

/** Value ids by option key and value key, for options that are made in the same call. */
export type ClientKeys = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function variantsOf(plane: Plane, product: ProductRecord): VariantRecord[] {
  return Object.values(plane.variants)
    .filter(({ product_id, status }) => product_id === product.product_id && status !== 'archived')
    .sort((one, other) => one.position - other.position);
}

/** Adds a variant to a product. Nothing is made when it is refused. */
export function createVariant(
  context: Context,
  mode: Mode,
  product: ProductRecord,
  input: VariantInput,
  keys: ClientKeys = new Map(),
): VariantRecord {
  const plane = planeOf(context, mode);
  refuseForeignReferences(input);
  checkUnique(plane, input);
  const siblings = variantsOf(plane, product);
  const selected = selectedValues(product, input.selected_option_values ?? [], keys);
  const combination = [...selected].sort().join(' ');
  if (siblings.some((one) => [...one.selected_option_value_ids].sort().join(' ') === combination)) {
    const message = 'A variant with these options exists already.';
    throw new ApiError(409, 'VARIANT_OPTION_COMBINATION_ALREADY_EXISTS', message, { param: 'selected_option_values' });
  }
  const at = timestamp(context);
  const variant: VariantRecord = {
    variant_id: newId('var', context.clock.now()),
    product_id: product.product_id,
    name: input.name,
    unit_price_money: input.unit_price_money,
    sku: input.sku,
    barcode: input.barcode,
    position: input.position ?? siblings.length,
    status: input.status ?? 'active',
    taxable: input.taxable ?? true,
    line_item_tax_category: input.line_item_tax_category,
    images: storeImages(input.images),
    selected_option_value_ids: selected,
    external_reference_id: input.external_reference_id,
    metadata: input.metadata,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  plane.variants[variant.variant_id] = variant;
  return variant;
}

export function updateVariant(context: Context, mode: Mode, variant: VariantRecord, patch: VariantPatch): void {
  checkVersion(variant, patch, []);
  const merged = patchedMetadata(variant.metadata, patch.metadata);
  refuseForeignReferences(patch);
  checkUnique(planeOf(context, mode), patch, variant);
  const { images, name, sku, barcode, position, status, taxable, line_item_tax_category, unit_price_money } = patch;
  applyPatch(variant, { name, sku, barcode, position, status, taxable, line_item_tax_category, unit_price_money });
  if (images !== undefined) variant.images = storeImages(images);
  variant.metadata = merged;
  raiseVersion(variant, timestamp(context));
}

export function archiveVariant(context: Context, mode: Mode, variant: VariantRecord): void {
  const used = Object.values(planeOf(context, mode).bundles).some(
    (bundle) =>
      bundle.status === 'active' && bundle.components.some(({ variant_id }) => variant_id === variant.variant_id),
  );
  if (used) throw new ApiError(409, 'VARIANT_IN_ACTIVE_BUNDLE', 'An active bundle contains this variant.');
  variant.status = 'archived';
  raiseVersion(variant, timestamp(context));
}

export function presentVariant(context: Context, product: ProductRecord, variant: VariantRecord) {
  const { selected_option_value_ids, ...shown } = variant;
  const inherited = variant.images.length === 0;
  return {
    ...shown,
    merchant_id: context.store.state.merchant_id,
    images_inherited: inherited,
    effective_images: inherited ? product.images : variant.images,
    inventory_tracking: 'not_tracked',
    available_for_sale: variant.status === 'active' && product.status === 'active',
    selected_options: product.options.flatMap((option) =>
      option.values
        .filter(({ option_value_id }) => selected_option_value_ids.includes(option_value_id))
        .map(({ option_value_id, value }) => ({
          option_id: option.option_id,
          option_name: option.name,
          option_value_id,
          value,
        })),
    ),
  };
}

/** One value of every option of the product. */
function selectedValues(product: ProductRecord, selected: readonly SelectedOption[], keys: ClientKeys): string[] {
  const ids = selected.map((choice, place) => {
    const id =
      'option_value_id' in choice
        ? choice.option_value_id
        : keys.get(choice.client_option_key)?.get(choice.client_value_key);
    const exists = product.options.some(({ values }) => values.some(({ option_value_id }) => option_value_id === id));
    if (id !== undefined && exists) return id;
    throw invalid(`selected_option_values[${place}]`, 'There is no such option value.', 'UNKNOWN_CLIENT_OPTION_VALUE');
  });
  const complete = product.options.every(
    ({ values }) => values.filter(({ option_value_id }) => ids.includes(option_value_id)).length === 1,
  );
  if (!complete) {
    throw invalid('selected_option_values', 'Choose one value of each option.', 'INCOMPLETE_OPTION_SELECTION');
  }
  return ids;
}
