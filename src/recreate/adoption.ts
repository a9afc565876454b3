import type { AlreadyThere, OptionTwin } from './copy-plan.ts';
import type { ConfigurationObject, Planes } from './inventory.ts';
import type { Twin } from './twins.ts';
import { unlikeness, variantUnlikeness } from './unlikeness.ts';
import { optionIds, variantIdentity, variantsOf } from './variants.ts';

/** What production has for an object of the sandbox, found without any doubt. */
export type Counterpart = Exclude<Twin, { readonly conflict: string }>;

/** What a counterpart stands for: the object with its variants, and their options. Nothing of it is made or changed. */
export function adoptionOf(
  object: ConfigurationObject,
  { object: found, matchedBy, variants }: Counterpart,
  planes: Planes,
): { readonly alreadyThere: readonly AlreadyThere[]; readonly options: readonly OptionTwin[] } {
  const { id, kind, name } = object;
  const identities = variantsOf(id, planes.sandbox).map(variantIdentity);
  const options = Object.entries(optionIds(identities, variants));
  return {
    alreadyThere: [
      { from: id, to: found.id, kind, name, matchedBy, differs: unlikeness(object, found, planes) },
      ...[...variants].map(
        ([variantId, variant]): AlreadyThere => ({
          from: variantId,
          to: variant.id,
          kind: 'variant',
          name: planes.sandbox.objects.get(variantId)?.name ?? variantId,
          matchedBy: variant.matchedBy,
          differs: variantUnlikeness(object, variantId, variant.raw, planes),
        }),
      ),
    ],
    options: options.map(([from, to]) => ({ from, to, productId: id })),
  };
}
