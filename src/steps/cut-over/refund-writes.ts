import { z } from 'zod';
import type { Money } from '../../flint/money.ts';
import { formatMoney, sameMoney } from '../../flint/money.ts';
import type { Refund } from '../../flint/refunds.ts';
import { createRefund, listRefunds, takesFromPayment } from '../../flint/refunds.ts';
import type { Confirmation } from '../../launch/question.ts';
import type { Write } from '../../launch/write.ts';
import { moneyWrite } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';

/** What the journal keeps of a refund. */
export const madeRefund = z.object({ refundId: z.string() });

/** Which refund of the launch: that of the whole proof, or of a part that was paid before it was begun anew. */
export type RefundSeries = 'whole' | `part-${number}`;

/** The name in the journal. `attempt` is above 1 only after a refund that Flint says came to nothing, or to a part. */
export function refundName(series: RefundSeries, attempt: number): string {
  const name = series === 'whole' ? 'refund.create' : `refund.create.${series}`;
  return attempt === 1 ? name : `${name}#${attempt}`;
}

/**
 * Sends money of a payment back. `paid`: what was paid in all, of which `amount` may be the rest. `earlier`: refunds of this
 * launch that came to nothing or to a part, never adopted again.
 */
export function refundPayment(
  client: ProductionClient,
  refund: {
    readonly name: string;
    readonly orderId: string;
    readonly paid: Money;
    readonly amount: Money;
    readonly earlier: readonly string[];
  },
  confirmation: Confirmation,
): Write<z.infer<typeof madeRefund>> {
  const { name, orderId, paid, amount, earlier } = refund;
  return moneyWrite(confirmation, {
    name,
    title: `Refund ${formatMoney(amount)}`,
    uses: [],
    result: madeRefund,
    find: async () => {
      const { value: refunds, evidence } = await listRefunds(client, { orderId }).all();
      const going = refundOf(refunds, { paid, amount, earlier });
      return going && { result: { refundId: going.id }, evidence };
    },
    send: async (idempotencyKey) => {
      const { value, evidence } = await createRefund(client, { orderId, amount, idempotencyKey });
      return { result: { refundId: value.id }, evidence };
    },
    undo: { possible: false, because: 'A refund cannot be cancelled or taken back.' },
  });
}

/**
 * The refund of this sum that an earlier sending made. While all refunds together leave some of the payment, this one is not
 * among them: one of the same sum is a part that somebody else sent back. One that states no sum may be it; it is never sent twice.
 */
function refundOf(
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
