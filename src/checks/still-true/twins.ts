import { listBundles } from '../../flint/bundles.ts';
import type { FlintClient } from '../../flint/client.ts';
import { FlintError } from '../../flint/errors.ts';
import { isKnown, type OpenEnum, wordOf } from '../../flint/open-word.ts';
import { listPaymentMethodDomains } from '../../flint/payment-method-domains.ts';
import { listProducts } from '../../flint/products.ts';
import { listPromotionCodes } from '../../flint/promotion-codes.ts';
import { listPromotions } from '../../flint/promotions.ts';
import { explain } from '../../flint/sentences.ts';
import { listSubscriptionPlans } from '../../flint/subscription-plans.ts';
import type { Check, CheckEvidence } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { listed } from '../wording.ts';
import { evidenceOf, type Production } from './looked.ts';

/** An object of a list, as far as it matters here. */
interface Listed {
  readonly id: string;
  readonly status?: OpenEnum<string> | undefined;
}

interface Lists {
  readonly what: string;
  readonly all: (
    client: FlintClient,
  ) => Promise<{ value: readonly Listed[]; evidence: Parameters<typeof evidenceOf>[1] }>;
  /** The status of what is out of use; absent: `archived`. */
  readonly outOfUse?: string;
  /** What to do about what is gone, where it is not code that names it. */
  readonly remedy?: string;
}

/** How the objects of each kind are listed, by the prefix of their ids (the API notes, catalog, section 2). */
const lists: Readonly<Record<string, Lists>> = {
  prod_: { what: 'products', all: (client) => listProducts(client).all() },
  bun_: { what: 'bundles', all: (client) => listBundles(client).all() },
  plan_: { what: 'subscription plans', all: (client) => listSubscriptionPlans(client).all() },
  promo_: { what: 'promotions', all: (client) => listPromotions(client).all() },
  pcode_: { what: 'promotion codes', all: (client) => listPromotionCodes(client, {}).all() },
  pmdom_: {
    what: 'payment method domains',
    all: (client) => listPaymentMethodDomains(client).all(),
    outOfUse: 'inactive',
    remedy: 'Apple Pay and Google Pay do not show on a host that is switched off. Switch it on in the dashboard.',
  },
};

/** Whether every object that the launch re-created is still there and in use (the guide, step 4). Parts stand and fall with theirs. */
export const twinsStillThere: Check<CheckContext> = {
  id: 'still.twins',
  title: 'What was re-created is there',
  run: async ({ production, withoutProduction, launch }) => {
    const twins = [...(launch?.idMap.values() ?? [])].filter((id) => lists[prefixOf(id)] !== undefined);
    if (twins.length === 0) return { status: 'done', message: 'Nothing had to be re-created.', evidence: [] };
    if (production === undefined) {
      const detail = withoutProduction === undefined ? {} : { detail: withoutProduction };
      return { status: "can't tell", message: 'Nobody could look for what was re-created.', ...detail, evidence: [] };
    }
    try {
      return await look(production, twins);
    } catch (error) {
      if (!(error instanceof FlintError)) throw error;
      const { headline, meaning, remedy } = explain(error);
      return { status: "can't tell", message: headline, detail: meaning, remedy, evidence: [] };
    }
  },
};

const remedyInCode =
  'Code that names one of them gets an error in live. Make it again, or take the id out of the code.';

/** Some lists state none; what is on such a list is there. */
const noStatus: OpenEnum<string> = { unknown: '' };

async function look(client: Production, twins: readonly string[]): ReturnType<(typeof twinsStillThere)['run']> {
  const evidence: CheckEvidence[] = [];
  const inUse = new Set<string>();
  const unclear = new Map<string, string>();
  for (const prefix of new Set(twins.map(prefixOf))) {
    const list = lists[prefix];
    if (list === undefined) continue;
    const answer = await list.all(client);
    evidence.push(evidenceOf(`list of ${list.what}`, answer.evidence));
    for (const { id, status = noStatus } of answer.value) {
      if (!isKnown(status) && status.unknown !== '') unclear.set(id, wordOf(status));
      if (status !== (list.outOfUse ?? 'archived')) inUse.add(id);
    }
  }
  const gone = twins.filter((id) => !inUse.has(id));
  const [untold] = twins.filter((id) => unclear.has(id));
  if (gone.length === 0 && untold !== undefined) {
    const message = `Flint says of ${untold}: ${unclear.get(untold)}. What that means is not known here.`;
    return { status: "can't tell", message, remedy: 'Look at it in the dashboard.', evidence };
  }
  if (gone.length === 0) {
    const count = twins.length === 1 ? 'The object that was' : `All ${twins.length} objects that were`;
    return { status: 'done', message: `${count} re-created ${twins.length === 1 ? 'is' : 'are'} there.`, evidence };
  }
  const remedies = new Set(gone.map((id) => lists[prefixOf(id)]?.remedy ?? remedyInCode));
  return {
    status: 'missing',
    message: `${gone.length} of ${twins.length} re-created objects ${gone.length === 1 ? 'is' : 'are'} archived, switched off or gone: ${listed(gone)}.`,
    remedy: [...remedies].join(' '),
    evidence,
  };
}

function prefixOf(id: string): string {
  return id.slice(0, id.indexOf('_') + 1);
}
