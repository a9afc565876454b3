import { z } from 'zod';
import type { Money } from '../../flint/money.ts';
import { formatMoney, sameMoney } from '../../flint/money.ts';
import type { Refund } from '../../flint/refunds.ts';
import { createRefund, listRefunds, readRefund, takesFromPayment } from '../../flint/refunds.ts';
import type { Confirmation } from '../../launch/question.ts';
import type { Write } from '../../launch/write.ts';
import { moneyWrite } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';

/** What the journal keeps: the refund, the last of several, and where there are several, all that together send the payment back. */
export const madeRefund = z.object({ refundId: z.string(), refundIds: z.array(z.string()).min(1).optional() });

export type MadeRefund = z.infer<typeof madeRefund>;

/** The ids of all refunds that together send the payment back. */
export function countedRefunds({ refundId, refundIds }: MadeRefund): readonly string[] {
  return refundIds ?? [refundId];
}

/** Which refund of the launch: that of the whole proof, or of a part that was paid before it was begun anew. */
export type RefundSeries = 'whole' | `part-${number}`;

/** The name in the journal. `attempt` is above 1 only after a refund that Flint says came to nothing, or to a part. */
export function refundName(series: RefundSeries, attempt: number): string {
  const name = series === 'whole' ? 'refund.create' : `refund.create.${series}`;
  return attempt === 1 ? name : `${name}#${attempt}`;
}

/**
 * Sends money of a payment back. `paid`: what was paid in all, of which `amount` may be the rest. `earlier`: refunds of this
 * launch that came to nothing or to a part, never adopted again. `besides`: refunds followed before that went through, so that
 * they count together with this one. `sentBefore`: the one that an earlier sending is known to have made; then nothing is sent.
 */
export function refundPayment(
  client: ProductionClient,
  refund: {
    readonly name: string;
    readonly orderId: string;
    readonly paid: Money;
    readonly amount: Money;
    readonly earlier: readonly string[];
    readonly besides: readonly string[];
    readonly sentBefore?: string | undefined;
  },
  confirmation: Confirmation,
): Write<MadeRefund> {
  const { name, orderId, paid, amount, earlier, besides, sentBefore } = refund;
  const made = (refundId: string): MadeRefund =>
    besides.length === 0 ? { refundId } : { refundId, refundIds: [...besides, refundId] };
  return moneyWrite(confirmation, {
    name,
    title: `Refund ${formatMoney(amount)}`,
    uses: [],
    result: madeRefund,
    find: async () => {
      if (sentBefore !== undefined) {
        const { evidence } = await readRefund(client, sentBefore);
        return { result: made(sentBefore), evidence };
      }
      const { value: refunds, evidence } = await listRefunds(client, { orderId }).all();
      const going = refundOf(refunds, { paid, amount, earlier });
      return going && { result: made(going.id), evidence };
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await createRefund(client, { orderId, amount, idempotencyKey });
      return { result: made(value.id), evidence };
    },
    undo: { possible: false, because: 'A refund cannot be cancelled or taken back.' },
  });
}

/**
 * The refund of this sum that an earlier sending made. While all refunds together leave some of the payment, this one is not
 * among them: one of the same sum is a part that somebody else sent back. One that states no sum may be it; it is never sent twice.
 */
export function refundOf(
  refunds: readonly Refund[],
  { paid, amount, earlier }: { readonly paid: Money; readonly amount: Money; readonly earlier: readonly string[] },
): Refund | undefined {
  const taking = refunds.filter(takesFromPayment);
  // What an earlier one of ours sent in part is not known from its sum.
  const addsUp = !taking.some(({ id }) => earlier.includes(id));
  const gone = taking.reduce((sum, one) => sum + (one.amount?.amount ?? paid.amount), 0);
  if (addsUp && gone < paid.amount) return undefined;
  return taking
    .filter((one) => !earlier.includes(one.id) && (one.amount === undefined || sameMoney(one.amount, amount)))
    .toSorted((one, other) => (one.createdAt ?? '').localeCompare(other.createdAt ?? ''))
    .at(-1);
}
