/** So many products as start data of a sandbox, none like another. */
export function seededProducts(objects: number): Record<string, unknown>[] {
  return Array.from({ length: objects }, (_, place) => product(place));
}

function product(place: number): Record<string, unknown> {
  return {
    name: `Print ${place}`,
    product_type: 'physical',
    default_variant: { sku: `PRINT-${place}`, unit_price_money: { amount: 100 + place, currency: 'USD' } },
  };
}
