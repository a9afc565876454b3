import type { WireRecord } from '../../../flint/wire/fields.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import { isCopyKind } from '../../../recreate/bodies/draftings.ts';
import { withNeeds } from '../../../recreate/carry-out.ts';
import type { Copy } from '../../../recreate/copies.ts';
import type { CopyPlan } from '../../../recreate/copy-plan.ts';
import type { ConfigurationKind, Inventory, UnreadKind } from '../../../recreate/inventory.ts';
import { planCopies } from '../../../recreate/plan.ts';
import { isArchived } from '../../../recreate/raw.ts';
import { offering } from '../any-of.ts';
import { words } from './copy.ts';
import { withoutTunnels } from './hosts.ts';
import { objectsToCopy, recreate } from './questions.ts';
import type { Planes } from './reading.ts';

/** What live lacks: as far as the project names it, and altogether. */
export interface Plans {
  readonly referenced: CopyPlan;
  readonly everything: CopyPlan;
  /** Kinds of which nothing is known in one mode, with the reason, each once. */
  readonly unread: readonly UnreadKind[];
}

/** Plans what becomes of the named ids with all that they need, and what would become of the whole sandbox. */
export function planBoth(ids: readonly string[], { sandbox, live }: Planes): Plans {
  return {
    referenced: withoutTunnels(planCopies(ids, sandbox, live)),
    everything: withoutTunnels(planCopies([...ids, ...copiable(sandbox)], sandbox, live)),
    unread: [...new Map([...live.unread, ...sandbox.unread].map((one) => [one.kind, one])).values()],
  };
}

/** Objects in use, of the kinds that are copied, and links, of which a person has to be told. Endpoints have a place of their own. */
function copiable(sandbox: Inventory): readonly string[] {
  return [...sandbox.objects.values()]
    .filter(({ kind }) => isCopyKind(kind) || kind === 'payment link')
    .filter(({ kind, raw }) => !isArchived(raw) && !isHostSwitchedOff(kind, raw))
    .toSorted((one, other) => byName.compare(one.kind, other.kind) || byName.compare(one.name, other.name))
    .map(({ id }) => id);
}

/** As a person looks for names, and the same at every run: Print 9 stands before Print 10. */
const byName = new Intl.Collator('en', { numeric: true });

/** A host that the sandbox itself has switched off is nobody's business. */
function isHostSwitchedOff(kind: ConfigurationKind, raw: WireRecord): boolean {
  return kind === 'payment method domain' && raw.status === 'inactive';
}

/** What is carried out, and what of it is left to a person. */
export interface Chosen {
  readonly copies: readonly Copy[];
  readonly byHand: CopyPlan['byHand'];
}

/** Asks what of the plans is carried out. Nothing is asked where live lacks nothing. */
export async function chooseCopies(step: Verbs, { referenced, everything }: Plans): Promise<Chosen> {
  const named = referenced.copies.length;
  const further = everything.copies.length - named;
  const { byHand } = referenced;
  if (named + further === 0) return { copies: [], byHand };
  const answer = await step.ask(recreate, {
    prompt: named > 0 ? recreate.title : words.askFurther(further),
    default: named > 0 ? 'create' : 'none',
    only: [
      ...(named > 0 ? ['create'] : ['none']),
      ...(further > 0 ? ['everything'] : []),
      'choose',
      ...(named > 0 ? ['by-hand'] : []),
    ],
  });
  switch (answer) {
    case 'create':
      return referenced;
    case 'everything':
      return everything;
    case 'choose':
      return { copies: await pick(step, { referenced, everything }), byHand };
    case 'by-hand':
    case 'none':
      return { copies: [], byHand };
  }
}

async function pick(step: Verbs, { referenced, everything }: Omit<Plans, 'unread'>): Promise<readonly Copy[]> {
  const question = offering(
    objectsToCopy,
    everything.copies.map(({ from, kind, name, notes }) => ({
      value: from,
      label: `${name} (${kind})`,
      detail: [from, ...notes].join('. '),
    })),
  );
  const picked = await step.ask(question, {
    prompt: question.title,
    explanation: [words.needsComeAlong],
    default: referenced.copies.map(({ from }) => from).join(','),
  });
  return withNeeds(everything.copies, new Set(picked));
}
