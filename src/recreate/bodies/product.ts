import type { WireBody } from '../../flint/wire/fields.ts';
import { cleanText } from '../../flint/wire/text.ts';
import type { VariantCopy } from '../copies.ts';
import { byHand, notes } from '../copy.ts';
import type { ConfigurationObject, Inventory } from '../inventory.ts';
import { markedFields } from '../marker.ts';
import { isArchived, pick, recordIn, textIn } from '../raw.ts';
import { idsIn } from '../references.ts';
import { variantIdentity, variantsOf } from '../variants.ts';
import { categoryFields } from './category-fields.ts';
import { type Drafting, draftOf, leftOut, metadataNotes } from './draft.ts';
import { imagesOf } from './images.ts';
import { optionsOf } from './options.ts';

/** A product with all its variants, either as a single default variant or as options with variants (the API notes, catalog, section 5). */
export const draftProduct: Drafting = (product, { sandbox, production }) => {
  const all = variantsOf(product.id, sandbox);
  const current = all.filter(({ raw }) => !isArchived(raw));
  const variants = current.map((variant) => variantCopy(variant, sandbox));
  const copies = variants.map(({ copy }) => copy);
  const options = optionsOf(copies);
  if (copies.length === 0) return { byHand: byHand.noVariants };
  if (options === 'incomplete') return { byHand: byHand.unclearOptions };
  const [foreign] = idsIn(
    copies.map(({ body }) => body.gift_card_configuration),
    (text) => sandbox.objects.has(text),
  );
  if (foreign !== undefined) return { byHand: byHand.namesUnknown(foreign) };

  const images = imagesOf(product.raw);
  const categories = categoryFields(product.raw, sandbox, production);
  const fields: WireBody = {
    ...pick(product.raw, ['name', 'product_type', 'description', 'status']),
    ...categories.body,
    ...images.body,
    ...markedFields(product.id, product.raw, { reference: true }),
  };
  const defaultVariant =
    textIn(product.raw, 'default_variant_id') ?? textIn(recordIn(product.raw, 'default_variant'), 'variant_id');
  const shape =
    options.length === 0 ? { default_variant: copies[0]?.body } : { options, variants: copies.map(({ body }) => body) };
  return draftOf(
    { ...fields, ...shape },
    {
      variants: copies,
      categories: categories.missing,
      ...(copies.length > 1 && copies.some(({ from }) => from === defaultVariant) && defaultVariant !== undefined
        ? { defaultVariant }
        : {}),
      notes: [
        ...leftOut(product.raw, { modifier_set_id: 'Its modifier set' }),
        ...categories.notes,
        ...images.notes,
        ...metadataNotes(product.raw, sandbox),
        ...(all.length > current.length ? [notes.archivedVariants(all.length - current.length)] : []),
        ...new Set(variants.flatMap((variant) => variant.notes)),
      ],
    },
  );
};

const variantFields = [
  'name',
  'unit_price_money',
  'sku',
  'barcode',
  'position',
  'status',
  'taxable',
  'line_item_tax_category',
  'gift_card_configuration',
];

function variantCopy(
  variant: ConfigurationObject,
  sandbox: Inventory,
): { readonly copy: VariantCopy; readonly notes: readonly string[] } {
  const { raw } = variant;
  const identity = variantIdentity(variant);
  const images = raw.images_inherited === true ? { body: {}, notes: [] } : imagesOf(raw);
  // The sandbox's own ids serve as the keys that join options and variants within the request.
  const selected = identity.selections.map(({ optionId, valueId }) => ({
    client_option_key: optionId,
    client_value_key: valueId,
  }));
  const body = {
    ...pick(raw, variantFields),
    ...images.body,
    ...(selected.length > 0 ? { selected_option_values: selected } : {}),
    ...markedFields(variant.id, raw, { reference: true }),
  };
  const left = leftOut(raw, {
    modifier_set_id: 'the modifier set',
    delivery_profile_id: 'the delivery profile',
    inventory_item_id: 'the stock item',
  });
  const own = [...left, ...images.notes, ...metadataNotes(raw, sandbox)];
  return { copy: { ...identity, body }, notes: own.map((note) => notes.ofVariant(cleanText(variant.name, 120), note)) };
}
