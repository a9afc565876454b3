import type { WireBody } from '../../flint/wire/fields.ts';
import type { VariantCopy } from '../copies.ts';

/**
 * The options of a product, read off its variants, in the order in which they and their values first appear; none for a product with a
 * single variant that chooses nothing. `incomplete`: the variants do not choose alike, so the options cannot be told.
 */
export function optionsOf(variants: readonly VariantCopy[]): readonly WireBody[] | 'incomplete' {
  const options = new Map<string, { readonly name: string; readonly values: Map<string, string> }>();
  for (const { selections } of variants) {
    for (const { optionId, option, valueId, value } of selections) {
      const known = options.get(optionId) ?? { name: option, values: new Map<string, string>() };
      known.values.set(valueId, value);
      options.set(optionId, known);
    }
  }
  if (options.size === 0) return variants.length > 1 ? 'incomplete' : [];
  if (variants.some(({ selections }) => selections.length !== options.size)) return 'incomplete';
  return [...options].map(([optionId, { name, values }], position) => ({
    name,
    client_option_key: optionId,
    position,
    values: [...values].map(([valueId, value], place) => ({ value, client_value_key: valueId, position: place })),
  }));
}
