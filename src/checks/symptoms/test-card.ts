import type { Answer } from '../../flint/answer.ts';
import type { Order } from '../../flint/orders.ts';
import { isPaid, type Look } from './look.ts';
import { testCardWords as words } from './payment-copy.ts';
import { type Symptom, seen } from './symptom.ts';

/** The test cards of the API notes (money, section 4), by their last four digits. */
const testCards: ReadonlySet<string> = new Set(['4242', '3220', '3155', '9995', '0002']);

/** One try to pay that was declined. */
interface Decline {
  readonly orderId: string;
  readonly at: string;
  readonly lastFour: string | undefined;
  readonly code: string | undefined;
  readonly order: Answer<Order>;
}

/** A card that worked in testing is declined: test cards decline in live mode. */
export const testCard: Symptom = {
  id: 'test-card',
  title: words.title,
  examine: async (look, client) => {
    const orders = await look.orders();
    const all = [seen(orders.evidence)];
    if (client.mode === 'test') return { status: 'done', ...words.inTestMode, evidence: all };
    const unpaid = await look.unpaid();
    if (unpaid.some(({ value }) => value.paymentIntentIds.length > 0 && value.paymentIntents.length === 0)) {
      return { status: "can't tell", ...words.paymentsUnseen, evidence: unpaid.map(({ evidence }) => seen(evidence)) };
    }
    const declines = unpaid.flatMap(declinesOf);
    const byTestCard = declines.filter(({ lastFour }) => lastFour !== undefined && testCards.has(lastFour));
    const evidence = declines.map(({ order, orderId, code }) => seen(order.evidence, words.declined(orderId, code)));
    const latest = byTestCard
      .map(({ at }) => at)
      .toSorted()
      .at(-1);
    if (latest === undefined) {
      const unseen = declines.length > 0 && declines.every(({ lastFour }) => lastFour === undefined);
      if (unseen && !(await paidAfter(look, ''))) return { status: "can't tell", ...words.cardsUnseen, evidence };
      return {
        status: 'done',
        ...words.none(
          unpaid.length,
          declines.map(({ code }) => code),
        ),
        evidence: [...all, ...evidence],
      };
    }
    if (await paidAfter(look, latest)) return { status: 'done', ...words.overtaken(byTestCard.length), evidence };
    return { status: 'missing', ...words.found(byTestCard[0]?.lastFour ?? '', byTestCard.length), evidence };
  },
};

function declinesOf(order: Answer<Order>): Decline[] {
  return order.value.paymentIntents.flatMap(({ lastError, card, createdAt }) =>
    lastError === undefined
      ? []
      : [
          {
            orderId: order.value.id,
            at: lastError.failedAt ?? createdAt ?? order.value.createdAt ?? '',
            lastFour: card?.lastFour,
            code: lastError.code,
            order,
          },
        ],
  );
}

async function paidAfter(look: Look, at: string): Promise<boolean> {
  return (await look.orders()).value.some((order) => isPaid(order) && (order.updatedAt ?? order.createdAt ?? '') >= at);
}
