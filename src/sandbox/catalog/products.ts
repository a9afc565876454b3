import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { OptionRecord, ProductRecord, VariantRecord } from '../state/catalog-records.ts';
import type { Mode } from '../state/plane.ts';
import { ApiError, invalid, notFound, notSimulated } from '../transport/api-error.ts';
import { patchedMetadata } from '../transport/filters.ts';
import { checkCategories, presentAssigned } from './categories.ts';
import { storeImages } from './images.ts';
import type { OptionInput, ProductInput, ProductPatch } from './inputs.ts';
import { refuseForeignReferences } from './references.ts';
import { checkUnique } from './stock-keeping-units.ts';
import { type ClientKeys, createVariant, presentVariant, variantsOf } from './variants.ts';
import { applyPatch, checkVersion, raiseVersion } from './versions.ts';

/** Makes a product with its default variant, or with options and variants. Nothing is made when any part is refused. */
export function createProduct(
  context: Context,
  mode: Mode,
  input: ProductInput,
): { readonly product: ProductRecord; readonly variants: readonly VariantRecord[] } {
  const plane = planeOf(context, mode);
  const simple = input.default_variant !== undefined;
  const several = input.options !== undefined && input.variants !== undefined;
  if (simple === several || (simple && (input.options ?? input.variants) !== undefined)) {
    const message = 'A product has a default_variant, or options together with variants.';
    throw new ApiError(400, 'INVALID_PRODUCT_CREATE_SHAPE', message);
  }
  refuseForeignReferences(input);
  checkCategories(context, mode, input.categories);
  const inputs = input.default_variant === undefined ? (input.variants ?? []) : [input.default_variant];
  for (const variant of inputs) checkUnique(plane, variant);

  const at = timestamp(context);
  const { options, keys } = createOptions(input.options ?? [], context.clock.now());
  const product: ProductRecord = {
    product_id: newId('prod', context.clock.now()),
    name: input.name,
    product_type: input.product_type,
    description: input.description,
    status: input.status ?? 'active',
    categories: input.categories ?? [],
    images: storeImages(input.images),
    options,
    external_reference_id: input.external_reference_id,
    metadata: input.metadata,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  const variants: VariantRecord[] = [];
  try {
    for (const variant of inputs) variants.push(createVariant(context, mode, product, variant, keys));
  } catch (error) {
    for (const { variant_id } of variants) delete plane.variants[variant_id];
    throw error;
  }
  if (simple) product.default_variant_id = variants[0]?.variant_id;
  plane.products[product.product_id] = product;
  return { product, variants };
}

export function updateProduct(context: Context, mode: Mode, product: ProductRecord, patch: ProductPatch): void {
  const plane = planeOf(context, mode);
  checkVersion(product, patch, ['options', 'images', 'categories']);
  const merged = patchedMetadata(product.metadata, patch.metadata);
  refuseForeignReferences(patch);
  checkCategories(context, mode, patch.categories);
  if (patch.options !== undefined) throw notSimulated('options');
  const { default_variant_id, images, name, product_type, description, status, categories } = patch;
  if (default_variant_id !== undefined && plane.variants[default_variant_id]?.product_id !== product.product_id) {
    throw notFound('variant', default_variant_id, 'default_variant_id');
  }
  const { external_reference_id } = patch;
  const plain = { name, product_type, description, status, categories, external_reference_id, default_variant_id };
  applyPatch(product, plain);
  if (images !== undefined) product.images = storeImages(images);
  product.metadata = merged;
  raiseVersion(product, timestamp(context));
}

export function archiveProduct(context: Context, mode: Mode, product: ProductRecord): void {
  const plane = planeOf(context, mode);
  const inPlan = Object.values(plane.subscription_plans).some(
    (plan) => plan.status === 'active' && plan.line_items.some((line) => line.product_id === product.product_id),
  );
  if (inPlan) throw new ApiError(409, 'PRODUCT_IN_ACTIVE_PLAN', 'An active subscription plan contains this product.');
  product.status = 'archived';
  raiseVersion(product, timestamp(context));
}

/** Products never embed their variants, but for the default one (API notes, catalog section 3). */
export function presentProduct(context: Context, mode: Mode, product: ProductRecord): Record<string, unknown> {
  const variants = variantsOf(planeOf(context, mode), product);
  const fallback = variants.find(({ variant_id }) => variant_id === product.default_variant_id);
  const amounts = variants.map(({ unit_price_money }) => unit_price_money.amount);
  const currency = variants[0]?.unit_price_money.currency ?? 'USD';
  const { options, categories, ...shown } = product;
  return {
    ...shown,
    merchant_id: context.store.state.merchant_id,
    categories: presentAssigned(context, mode, categories),
    option_count: options.length,
    variant_count: variants.length,
    active_variant_count: variants.filter(({ status }) => status === 'active').length,
    ...(fallback === undefined ? {} : { default_variant: presentVariant(context, product, fallback) }),
    ...(amounts.length === 0
      ? {}
      : {
          price_range: {
            min_money: { amount: Math.min(...amounts), currency },
            max_money: { amount: Math.max(...amounts), currency },
          },
        }),
    available_for_sale: product.status === 'active' && variants.some(({ status }) => status === 'active'),
  };
}

function createOptions(inputs: readonly OptionInput[], now: number): { options: OptionRecord[]; keys: ClientKeys } {
  const keys = new Map<string, Map<string, string>>();
  const options = inputs.map((input, place): OptionRecord => {
    if (inputs.findIndex(({ name }) => name === input.name) !== place) {
      const message = `The option ${input.name} is given twice.`;
      throw invalid(`options[${place}].name`, message, 'PRODUCT_OPTION_ALREADY_EXISTS');
    }
    const values = (input.values ?? []).map((value, position) => ({
      option_value_id: newId('optv', now),
      value: value.value,
      position: value.position ?? position,
      key: value.client_value_key ?? value.value,
    }));
    const valueIds = values.map(({ key, option_value_id }) => [key, option_value_id] as const);
    keys.set(input.client_option_key ?? input.name, new Map(valueIds));
    return {
      option_id: newId('opt', now),
      name: input.name,
      position: input.position ?? place,
      values: values.map(({ key: _key, ...value }) => value),
    };
  });
  return { options, keys };
}
