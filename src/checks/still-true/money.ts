import { isKnown, wordOf } from '../../flint/open-word.ts';
import { readOrder } from '../../flint/orders.ts';
import { readRefund, refundProgress } from '../../flint/refunds.ts';
import type { Check, Verdict } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { lookedAt } from './looked.ts';

/** Whether the order of the verification charge is still a paid one (the guide, step 5). */
export const chargeStillPaid: Check<CheckContext> = {
  id: 'still.paid',
  title: 'The verification charge is paid',
  run: async (context) => {
    const orderId = context.launch?.orderId;
    if (orderId === undefined) return { status: 'missing', message: 'Nothing was charged yet.', evidence: [] };
    return await lookedAt(
      context,
      `order ${orderId}`,
      (client) => readOrder(client, orderId),
      ({ paymentStatus, status }) => {
        const said = paymentStatus ?? status;
        return said === 'paid'
          ? { status: 'done', message: 'The order of the verification charge is paid.' }
          : {
              status: isKnown(said) ? 'missing' : "can't tell",
              message: `Flint says of the order of the verification charge: ${wordOf(said)}.`,
              remedy: 'Look at the order in the dashboard.',
            };
      },
      { status: 'missing', message: 'Flint does not know the order of the verification charge.' },
    );
  },
};

/** Whether every refund of the verification charge stands as succeeded (the guide, step 5). */
export const chargeStillRefunded: Check<CheckContext> = {
  id: 'still.refunded',
  title: 'The verification charge is refunded',
  run: async (context) => {
    const [first, ...others] = context.launch?.refundIds ?? [];
    if (first === undefined) return { status: 'missing', message: 'Nothing was refunded yet.', evidence: [] };
    const named = others.length > 0;
    const verdicts = await Promise.all([first, ...others].map((id) => refundStillSucceeded(context, id, named)));
    const evidence = verdicts.flatMap((verdict) => verdict.evidence);
    const worst =
      verdicts.find(({ status }) => status === 'missing') ?? verdicts.find(({ status }) => status === "can't tell");
    if (worst !== undefined) return { ...worst, evidence };
    const message = named
      ? `All ${verdicts.length} refunds of the verification charge succeeded.`
      : 'The refund of the verification charge succeeded.';
    return { status: 'done', message, evidence };
  },
};

/** One refund, named where there are several of them. */
async function refundStillSucceeded(context: CheckContext, id: string, named: boolean): Promise<Verdict> {
  const it = named ? `refund ${id} of the verification charge` : 'the refund of the verification charge';
  return await lookedAt(
    context,
    `refund ${id}`,
    (client) => readRefund(client, id),
    ({ status }) =>
      refundProgress(status) === 'succeeded'
        ? { status: 'done', message: `Flint says of ${it}: succeeded.` }
        : {
            status: isKnown(status) ? 'missing' : "can't tell",
            message: `Flint says of ${it}: ${wordOf(status)}.`,
            remedy: 'Look at the order in the dashboard.',
          },
    { status: 'missing', message: `Flint does not know ${it}.` },
  );
}
