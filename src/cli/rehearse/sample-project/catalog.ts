import type { SampleProjectValues } from '../sample-project.ts';

/** `config/catalog.json`: the ids that the shop's code names. */
export function catalog(values: SampleProjectValues): string {
  const variants = Object.entries(values.variantIds).map(([name, id], position) => ({
    name: Array.isArray(values.variantIds) ? `Size ${position + 1}` : name,
    variantId: id,
  }));
  return `${JSON.stringify({ name: 'Canvas print', productId: values.productId, variants }, null, 2)}\n`;
}
