import type { Answer } from '../../flint/answer.ts';
import { withValue } from '../../flint/answer.ts';
import { archiveBundle, readBundle } from '../../flint/bundles.ts';
import type { FlintClient } from '../../flint/client.ts';
import { readPaymentMethodDomain, updatePaymentMethodDomain } from '../../flint/payment-method-domains.ts';
import { archiveProduct, readProduct } from '../../flint/products.ts';
import { deletePromotionCode, listPromotionCodes } from '../../flint/promotion-codes.ts';
import { archivePromotion, readPromotion } from '../../flint/promotions.ts';
import { archiveSubscriptionPlan, readSubscriptionPlan } from '../../flint/subscription-plans.ts';
import type { EntryOf } from '../../launch/journal/entry.ts';
import { copyPrefix } from '../record.ts';
import { words } from './copy.ts';
import type { UndoItem } from './item.ts';
import { goneAlready, sendUndo, type UndoFlint, undoWrite } from './write.ts';

interface Kind {
  /** Whether it can be put back into use. One that cannot is for good, and is asked for together with its like. */
  readonly returns?: true;
  /** Whether the object is there and in use. */
  readonly inUse: (client: FlintClient, id: string) => Promise<Answer<boolean>>;
  readonly takeAway: (client: FlintClient, id: string, idempotencyKey: string) => Promise<Answer<unknown>>;
}

/** How each kind is taken out of use, by the prefix of its ids (the API notes, catalog, section 2). */
const kinds: Readonly<Record<string, Kind>> = {
  prod_: {
    inUse: async (client, id) => notArchived(await readProduct(client, id)),
    takeAway: (client, productId, idempotencyKey) => archiveProduct(client, { productId, idempotencyKey }),
  },
  bun_: {
    inUse: async (client, id) => notArchived(await readBundle(client, id)),
    takeAway: (client, bundleId, idempotencyKey) => archiveBundle(client, { bundleId, idempotencyKey }),
  },
  plan_: {
    inUse: async (client, id) => notArchived(await readSubscriptionPlan(client, id)),
    takeAway: (client, planId, idempotencyKey) => archiveSubscriptionPlan(client, { planId, idempotencyKey }),
  },
  promo_: {
    inUse: async (client, id) => notArchived(await readPromotion(client, id)),
    takeAway: (client, promotionId, idempotencyKey) => archivePromotion(client, { promotionId, idempotencyKey }),
  },
  pcode_: {
    // A code has no read of its own (the API notes, catalog, section 5).
    inUse: async (client, id) => {
      const codes = await listPromotionCodes(client, {}).all();
      const code = codes.value.find((one) => one.id === id);
      return withValue(codes, code !== undefined && code.status !== 'inactive');
    },
    takeAway: async (client, codeId, idempotencyKey) => {
      const codes = await listPromotionCodes(client, {}).all();
      const promotionId = codes.value.find(({ id }) => id === codeId)?.promotionId;
      if (promotionId === undefined) return codes;
      return await deletePromotionCode(client, { promotionId, codeId, idempotencyKey });
    },
  },
  pmdom_: {
    inUse: async (client, id) => {
      const answer = await readPaymentMethodDomain(client, id);
      return withValue(answer, answer.value.status !== 'inactive');
    },
    returns: true,
    takeAway: (client, domainId, idempotencyKey) =>
      updatePaymentMethodDomain(client, { domainId, status: 'inactive', idempotencyKey }),
  },
};

/** How a re-created object is taken back; its parts, such as variants, go with it. Undefined for what is none. */
export function objectUndo(
  { write, title, result, undo }: EntryOf<'finished'>,
  name: string,
  flint: UndoFlint | undefined,
): UndoItem | undefined {
  if (!write.startsWith(copyPrefix)) return undefined;
  const id = twinOf(result, write.slice(copyPrefix.length));
  const kind = id === undefined ? undefined : kinds[id.slice(0, id.indexOf('_') + 1)];
  if (id === undefined || kind === undefined) {
    const how = undo.possible ? undo.how : words.lookInDashboard;
    return { kind: 'by hand', title: words.remove(title), how };
  }
  if (flint === undefined) return { kind: 'by hand', title: words.remove(title), how: words.needsKey };
  const { client } = flint;
  return {
    kind: 'possible',
    title: words.archive(title, id),
    effect: words.archiveEffect(id),
    ...(kind.returns ? {} : { group: 'objects' as const }),
    withdraws: [],
    write: undoWrite({
      name,
      title: words.archive(title, id),
      undoes: [write],
      find: () =>
        goneAlready(
          flint,
          id,
          () => kind.inUse(client, id),
          (inUse) => !inUse,
        ),
      send: (idempotencyKey) => sendUndo(flint, id, () => kind.takeAway(client, id, idempotencyKey)),
    }),
  };
}

function twinOf(result: EntryOf<'finished'>['result'], from: string): string | undefined {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return undefined;
  const to = result[from];
  return typeof to === 'string' ? to : undefined;
}

/** A status that is not known is taken for one in use: it is sent, and Flint says. */
function notArchived(answer: Answer<{ readonly status?: unknown }>): Answer<boolean> {
  return withValue(answer, answer.value.status !== 'archived');
}
