import { byHand, notes } from '../copy.ts';
import { markedFields } from '../marker.ts';
import { isFilled, pick, recordsIn, textIn } from '../raw.ts';
import { categoryFields } from './category-fields.ts';
import { type Drafting, draftOf, leftOut, metadataNotes } from './draft.ts';
import { imagesOf } from './images.ts';

/** A bundle with its components (the API notes, catalog, section 5). */
export const draftBundle: Drafting = (bundle, { sandbox, production }) => {
  const { raw } = bundle;
  const parts = recordsIn(raw, 'components');
  const components = parts.map((part) => pick(part, ['variant_id', 'quantity', 'position']));
  const references = components.flatMap((part) => textIn(part, 'variant_id') ?? []);
  if (components.length === 0 || references.length < components.length) return { byHand: byHand.unclearComponents };
  const images = imagesOf(raw);
  const categories = categoryFields(raw, sandbox, production);
  const body = {
    ...pick(raw, [
      'name',
      'unit_price_money',
      'sku',
      'barcode',
      'description',
      'status',
      'taxable',
      'line_item_tax_category',
    ]),
    components,
    ...categories.body,
    ...images.body,
    ...markedFields(bundle.id, raw, { reference: true }),
  };
  return draftOf(body, {
    references: [...new Set(references)],
    categories: categories.missing,
    notes: [
      ...leftOut(raw, { modifier_set_id: 'Its modifier set' }),
      ...(parts.some((part) => isFilled(part.delivery_profile_id))
        ? [notes.leftOut('The delivery profiles of its components')]
        : []),
      ...categories.notes,
      ...images.notes,
      ...metadataNotes(raw, sandbox),
    ],
  });
};
