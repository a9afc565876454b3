const vendors = ['Stripe', 'Paddle', 'Lemon Squeezy', 'Chargebee', 'Recurly'];
const named = new RegExp(vendors.map((vendor) => vendor.replace(' ', '[ _-]?')).join('|'), 'i');

/**
 * Another vendor whose id this may be, by what stands around it: its name in the variable, in the line, or in the path. Others
 * use some of Flint's prefixes (the API notes, catalog, section 2); only Flint can tell for sure.
 */
export function otherVendorNamed(...around: readonly string[]): string | undefined {
  for (const text of around) {
    if (/flint/i.test(text)) return undefined;
    const found = named.exec(text)?.[0].toLowerCase().replace(/[ _-]/g, '');
    const vendor = vendors.find((name) => name.toLowerCase().replace(' ', '') === found);
    if (vendor !== undefined) return vendor;
  }
  return undefined;
}

/** Stripe's ids have mixed-case letters and 14 or 24 characters behind the prefix; Flint's known ones are longer and of one case. */
export function isShapedLikeStripe(id: string): boolean {
  const body = id.slice(id.indexOf('_') + 1);
  return (body.length === 14 || body.length === 24) && /[a-z]/.test(body) && /[A-Z]/.test(body) && /\d/.test(body);
}
