import type { WireBody, WireRecord } from '../../flint/wire/fields.ts';
import { type CategoryBody, categoriesNamedBy } from '../categories.ts';
import { notes } from '../copy.ts';
import type { Inventory } from '../inventory.ts';

/**
 * The categories of a product or bundle as handles, and which of them production lacks. Handles are the same in both modes. Where
 * production's categories cannot be read, they are left out: a handle that is not there could fail the whole create.
 */
export function categoryFields(
  raw: WireRecord,
  sandbox: Inventory,
  production: Inventory,
): { readonly body: WireBody; readonly missing: readonly CategoryBody[]; readonly notes: readonly string[] } {
  const named = categoriesNamedBy(raw);
  if (named.length === 0) return { body: {}, missing: [], notes: [] };
  const there = production.categories;
  const handles = named.map(({ handle }) => handle);
  if (!there.read) return { body: {}, missing: [], notes: [notes.categoriesLeftOut(handles, there.because)] };
  const missing = named
    .filter(({ handle }) => !there.byHandle.has(handle))
    .map(
      (category) =>
        (sandbox.categories.read ? sandbox.categories.byHandle.get(category.handle) : undefined) ?? category,
    );
  return {
    body: { categories: handles },
    missing,
    notes: missing.length > 0 ? [notes.categoriesMade(missing.map(({ name }) => name))] : [],
  };
}
