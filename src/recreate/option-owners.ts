import type { Inventory } from './inventory.ts';
import { isArchived } from './raw.ts';
import { selectionsOf } from './selections.ts';

/** To which product an option, or an option value, belongs. */
export interface OptionOwner {
  readonly productId: string;
  /** Whether a variant that is not archived has it: what only archived ones have is not copied. */
  readonly isInUse: boolean;
}

/** The options and option values that the variants of an inventory name, by id. */
export function optionOwners({ objects }: Inventory): ReadonlyMap<string, OptionOwner> {
  const owners = new Map<string, OptionOwner>();
  for (const { kind, parentId, raw } of objects.values()) {
    if (kind !== 'variant' || parentId === undefined) continue;
    for (const id of selectionsOf(raw).flatMap(({ optionId, valueId }) => [optionId, valueId])) {
      // Where a server leaves an id out, a text stands for it.
      if (!/^optv?_/.test(id)) continue;
      owners.set(id, { productId: parentId, isInUse: owners.get(id)?.isInUse === true || !isArchived(raw) });
    }
  }
  return owners;
}
