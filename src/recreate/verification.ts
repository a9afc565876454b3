import type { Answer } from '../flint/answer.ts';
import type { WireBody } from '../flint/wire/fields.ts';
import { cleanText } from '../flint/wire/text.ts';
import { type Difference, differences } from './comparison.ts';
import type { Copy, VariantCopy } from './copies.ts';
import { CopyProblem } from './copy-problem.ts';
import { isArchived } from './raw.ts';
import type { Made } from './resources.ts';
import { sameChoice, selectionsOf } from './selections.ts';
import { joinVariants, optionIds, type VariantTwin } from './variants.ts';

/** Sandbox id -> production id, for every id that a copy made: the object, a product's variants, its options and their values. */
export type NewIds = Readonly<Record<string, string>>;

/**
 * The ids of a copy that was read back, once it is sure that it is one. `body` is what was sent, or would be; ids in `anyId` may read back as
 * any id. Throws a CopyProblem.
 */
export function verifiedIds(copy: Copy, body: WireBody, answer: Answer<Made>, anyId: ReadonlySet<string>): NewIds {
  const { value: made, evidence } = answer;
  const joined = joinVariants(copy.variants, made.variants);
  const missing = copy.variants.filter(({ from }) => !joined.has(from));
  if (missing.length > 0) {
    const fault = { kind: 'variants missing', variants: missing.map(({ name }) => name) } as const;
    throw new CopyProblem(copy, fault, { id: made.id, evidence });
  }
  const found = [
    ...differences(body, made.raw, { anyId }),
    ...statusDifference(copy, made),
    ...copy.variants.flatMap((variant) => variantDifferences(variant, joined.get(variant.from))),
  ];
  if (found.length > 0) throw new CopyProblem(copy, { kind: 'differs', differences: found }, { id: made.id, evidence });
  return {
    [copy.from]: made.id,
    ...Object.fromEntries([...joined].map(([from, { id }]) => [from, id])),
    ...optionIds(copy.variants, joined),
  };
}

/** Words that say a promotion cannot be used. A word that is not known may mean that it can. */
const offStatuses: readonly unknown[] = ['inactive', 'expired', 'exhausted', 'no_active_codes'];

/** Flint computes the status of promotions, so all that is demanded is that one which ought to be off is said to be. */
function statusDifference(copy: Copy, { raw }: Made): readonly Difference[] {
  const expected = copy.switchOff ? 'inactive' : 'in use';
  const isWrong = isArchived(raw) || (copy.switchOff && !offStatuses.includes(raw.status));
  return isWrong ? [{ field: 'status', expected, found: cleanText(String(raw.status), 80) }] : [];
}

function variantDifferences(variant: VariantCopy, twin: VariantTwin | undefined): readonly Difference[] {
  if (twin === undefined) return [];
  const fields = differences(variant.body, twin.raw);
  const choice = selectionsOf(twin.raw);
  const options = sameChoice(variant.selections, choice)
    ? []
    : [{ field: 'selected options', expected: wordsOf(variant.selections), found: wordsOf(choice) }];
  return [...fields, ...options].map((difference) => ({
    ...difference,
    field: `${variant.name}, ${difference.field}`,
  }));
}

function wordsOf(selections: VariantCopy['selections']): string {
  return cleanText(selections.map(({ option, value }) => `${option} ${value}`).join(', '), 120) || 'nothing';
}
