import type { Inventory } from '../../recreate/inventory.ts';
import { prefixOf } from '../../sweep/id-prefixes.ts';
import type { Asked } from './asking.ts';
import type { Verdict } from './finding.ts';

/** Says of an id what both planes say of it. What could not be read leaves it a candidate; it is never taken for absent. */
export function verdicts(asked: Asked): (id: string) => Verdict {
  const twins = new Map(asked.plan?.alreadyThere.map(({ from, to }) => [from, to]));
  const { sandbox, live } = asked;
  return (id) => {
    const inLive = live?.objects.get(id);
    if (inLive !== undefined) return { is: 'live', name: inLive.name };
    const inSandbox = sandbox?.objects.get(id);
    const liveTwin = twins.get(id);
    if (inSandbox !== undefined) {
      return { is: 'test-mode', name: inSandbox.name, ...(liveTwin === undefined ? {} : { liveTwin }) };
    }
    // Parts have no lists of their own; they stand inside the objects they belong to.
    if (isPart(id)) return partVerdict(id, sandbox, live);
    const because = whyNotKnown(id, sandbox, live);
    return because === undefined ? { is: 'unknown to both' } : { is: 'candidate', because };
  };
}

const kindsByPrefix: Readonly<Record<string, string>> = {
  prod_: 'product',
  var_: 'variant',
  bun_: 'bundle',
  plan_: 'subscription plan',
  promo_: 'promotion',
  pcode_: 'promotion code',
  pl_: 'payment link',
  whep_: 'webhook endpoint',
};

function isPart(id: string): boolean {
  return /^(?:optv?|bunc)_/.test(id);
}

function partVerdict(id: string, sandbox: Inventory | undefined, live: Inventory | undefined): Verdict {
  const owner = (inventory: Inventory | undefined): string | undefined => {
    for (const { name, raw } of inventory?.objects.values() ?? []) {
      if (JSON.stringify(raw).includes(`"${id}"`)) return name;
    }
    return undefined;
  };
  // Test mode first: a copy in live may name the id it was made from.
  const inSandbox = owner(sandbox);
  if (inSandbox !== undefined) return { is: 'test-mode', name: `part of ${inSandbox}` };
  const inLive = owner(live);
  if (inLive !== undefined) return { is: 'live', name: `part of ${inLive}` };
  return { is: 'candidate', because: 'It is part of another object and was not found inside one.' };
}

function whyNotKnown(id: string, sandbox: Inventory | undefined, live: Inventory | undefined): string | undefined {
  const row = prefixOf(id);
  const kind = kindsByPrefix[row?.prefix ?? ''];
  if (kind === undefined) return `Flint was not asked: ids of this kind (${row?.kind ?? 'unknown'}) are not listed.`;
  if (sandbox === undefined && live === undefined) return 'There was no key to ask with.';
  if (sandbox === undefined) return 'Live does not have it; without a test key, test mode was not asked.';
  if (live === undefined) return 'Test mode does not have it; without a live key, live was not asked.';
  return [...sandbox.unread, ...live.unread].find((unread) => unread.kind === kind)?.because;
}
