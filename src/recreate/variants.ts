import type { WireRecord } from '../flint/wire/fields.ts';
import { childrenOf } from './children.ts';
import type { VariantIdentity } from './copies.ts';
import type { ConfigurationObject, Inventory } from './inventory.ts';
import { isMarkedAs } from './marker.ts';
import { isArchived } from './raw.ts';
import { sameChoice, selectionsOf } from './selections.ts';

/** The variants of a product in their order. */
export function variantsOf(productId: string, inventory: Inventory): readonly ConfigurationObject[] {
  return childrenOf(productId, inventory)
    .filter(({ kind }) => kind === 'variant')
    .sort((one, other) => positionOf(one.raw) - positionOf(other.raw));
}

export function variantIdentity(variant: ConfigurationObject): VariantIdentity {
  const { id, name, naturalKey, externalReferenceId, raw } = variant;
  return {
    from: id,
    name,
    ...(naturalKey === undefined ? {} : { sku: naturalKey }),
    ...(externalReferenceId === undefined ? {} : { externalReferenceId }),
    selections: selectionsOf(raw),
  };
}

/** How a variant was recognised. `content`: by the option values it stands for, or as the only one of its product. */
export type VariantMatch = 'our marker' | 'external reference' | 'sku' | 'content';

export interface VariantTwin {
  readonly id: string;
  readonly raw: WireRecord;
  readonly matchedBy: VariantMatch;
}

/**
 * Joins the variants of a product to those of its counterpart, each to at most one: surest marks first. Which is not in the answer has no
 * counterpart.
 */
export function joinVariants(
  old: readonly VariantIdentity[],
  fresh: readonly { readonly id: string; readonly raw: WireRecord }[],
): ReadonlyMap<string, VariantTwin> {
  const left = new Set(fresh.filter(({ raw }) => !isArchived(raw)));
  const single = old.length === 1 && left.size === 1;
  const tests: readonly (readonly [VariantMatch, (one: VariantIdentity, raw: WireRecord) => boolean])[] = [
    ['our marker', (one, raw) => isMarkedAs(raw, one.from)],
    [
      'external reference',
      (one, raw) => one.externalReferenceId !== undefined && raw.external_reference_id === one.externalReferenceId,
    ],
    ['sku', (one, raw) => one.sku !== undefined && raw.sku === one.sku],
    ['content', (one, raw) => single || (one.selections.length > 0 && sameChoice(one.selections, selectionsOf(raw)))],
  ];
  const joined = new Map<string, VariantTwin>();
  for (const [matchedBy, isSame] of tests) {
    for (const one of old) {
      if (joined.has(one.from)) continue;
      const twin = [...left].find(({ raw }) => isSame(one, raw));
      if (twin === undefined) continue;
      left.delete(twin);
      joined.set(one.from, { id: twin.id, raw: twin.raw, matchedBy });
    }
  }
  return joined;
}

/** The ids of options and their values, old to new, as far as joined variants show them. */
export function optionIds(
  old: readonly VariantIdentity[],
  joined: ReadonlyMap<string, VariantTwin>,
): Readonly<Record<string, string>> {
  const pairs = old.flatMap(({ from, selections }) => {
    const fresh = selectionsOf(joined.get(from)?.raw ?? {});
    return selections.flatMap((one) => {
      const same = fresh.find(({ option, value }) => option === one.option && value === one.value);
      if (same === undefined) return [];
      return [[one.optionId, same.optionId] as const, [one.valueId, same.valueId] as const];
    });
  });
  // Where a server leaves the ids out, texts stand for them: those are the same on both sides and no ids.
  return Object.fromEntries(pairs.filter(([from, to]) => from !== to));
}

function positionOf(raw: WireRecord): number {
  return typeof raw.position === 'number' ? raw.position : Number.MAX_SAFE_INTEGER;
}
