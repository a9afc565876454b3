import { z } from 'zod';
import {
  expectedVersionInput,
  externalReferenceInput,
  idInput,
  imageInput,
  metadataInput,
  metadataPatch,
  moneyInput,
  taxCategoryInput,
} from '../transport/inputs.ts';

/** Request bodies of products, variants and bundles (API notes, catalog section 5). */

const images = z.array(imageInput).max(8).optional();
const status = z.enum(['active', 'inactive']).optional();

/** Ids of resources that the rehearsal does not keep; sending one is a reference to nothing. */
const foreignReferences = {
  modifier_set_id: idInput('ms').nullable().optional(),
  delivery_profile_id: idInput('dprof').optional(),
  inventory_item_id: idInput('invi').optional(),
};

const variantFields = {
  name: z.string().optional(),
  sku: z.string().optional(),
  barcode: z.string().optional(),
  position: z.int().min(0).optional(),
  status,
  taxable: z.boolean().optional(),
  line_item_tax_category: taxCategoryInput.optional(),
  images,
  gift_card_configuration: z.looseObject({}).optional(),
  ...foreignReferences,
};

const selectedOption = z.union([
  z.strictObject({ client_option_key: z.string(), client_value_key: z.string() }),
  z.strictObject({ option_value_id: idInput('optv') }),
]);
export type SelectedOption = z.infer<typeof selectedOption>;

export const variantInput = z.strictObject({
  ...variantFields,
  unit_price_money: moneyInput,
  metadata: metadataInput.optional(),
  external_reference_id: externalReferenceInput.optional(),
  inventory_item: z.looseObject({}).optional(),
  selected_option_values: z.array(selectedOption).optional(),
});
export type VariantInput = z.infer<typeof variantInput>;

export const variantPatch = z.strictObject({
  ...variantFields,
  unit_price_money: moneyInput.optional(),
  metadata: metadataPatch.optional(),
  expected_version: expectedVersionInput.optional(),
});
export type VariantPatch = z.infer<typeof variantPatch>;

const optionInput = z.strictObject({
  name: z.string().min(1).max(255),
  client_option_key: z.string().max(100).optional(),
  position: z.int().min(0).optional(),
  status: z.string().optional(),
  metadata: metadataInput.optional(),
  values: z
    .array(
      z.strictObject({
        value: z.string().min(1).max(255),
        client_value_key: z.string().max(100).optional(),
        position: z.int().min(0).optional(),
        status: z.string().optional(),
        metadata: metadataInput.optional(),
      }),
    )
    .optional(),
});
export type OptionInput = z.infer<typeof optionInput>;

const productFields = {
  description: z.string().optional(),
  status,
  categories: z.array(z.string()).max(100).optional(),
  images,
  modifier_set_id: foreignReferences.modifier_set_id,
  external_reference_id: externalReferenceInput.optional(),
};

const productType = z.enum(['physical', 'service', 'fee', 'digital', 'gift_card']);

export const productInput = z.strictObject({
  ...productFields,
  name: z.string().min(1),
  product_type: productType,
  metadata: metadataInput.optional(),
  default_variant: variantInput.optional(),
  options: z.array(optionInput).min(1).optional(),
  variants: z.array(variantInput).min(1).optional(),
});
export type ProductInput = z.infer<typeof productInput>;

export const productPatch = z.strictObject({
  ...productFields,
  name: z.string().min(1).optional(),
  product_type: productType.optional(),
  metadata: metadataPatch.optional(),
  default_variant_id: idInput('var').optional(),
  options: z.array(z.unknown()).optional(),
  expected_version: expectedVersionInput.optional(),
});
export type ProductPatch = z.infer<typeof productPatch>;

const bundleFields = {
  sku: z.string().optional(),
  barcode: z.string().optional(),
  description: z.string().optional(),
  status,
  taxable: z.boolean().optional(),
  line_item_tax_category: taxCategoryInput.optional(),
  categories: z.array(z.string()).max(100).optional(),
  images,
  modifier_set_id: foreignReferences.modifier_set_id,
  external_reference_id: externalReferenceInput.optional(),
};

const component = {
  quantity: z.int().min(1).max(9999).optional(),
  position: z.int().min(0).optional(),
  delivery_profile_id: foreignReferences.delivery_profile_id,
};

export const bundleInput = z.strictObject({
  ...bundleFields,
  name: z.string().min(1),
  unit_price_money: moneyInput,
  components: z.array(z.strictObject({ ...component, variant_id: idInput('var') })).optional(),
  metadata: metadataInput.optional(),
});
export type BundleInput = z.infer<typeof bundleInput>;

export const bundlePatch = z.strictObject({
  ...bundleFields,
  name: z.string().min(1).optional(),
  unit_price_money: moneyInput.optional(),
  components: z
    .array(
      z.strictObject({
        ...component,
        bundle_component_id: idInput('bunc').optional(),
        variant_id: idInput('var').optional(),
      }),
    )
    .optional(),
  metadata: metadataPatch.optional(),
  expected_version: expectedVersionInput.optional(),
});
export type BundlePatch = z.infer<typeof bundlePatch>;
