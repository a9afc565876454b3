import type { ConfigurationObject, Inventory } from './inventory.ts';

const known = new WeakMap<Inventory['objects'], ReadonlyMap<string, readonly ConfigurationObject[]>>();

/** The parts of an object in the order in which they were read: a product's variants, a promotion's codes. */
export function childrenOf(parentId: string, { objects }: Inventory): readonly ConfigurationObject[] {
  const byParent = known.get(objects) ?? Map.groupBy(objects.values(), (object) => object.parentId ?? '');
  known.set(objects, byParent);
  return byParent.get(parentId) ?? [];
}
