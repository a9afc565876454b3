import { isKnown, wordOf } from '../../flint/open-word.ts';
import { readOrder } from '../../flint/orders.ts';
import { readRefund, refundProgress } from '../../flint/refunds.ts';
import type { Check } from '../check.ts';
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

/** Whether the refund of the verification charge stands as succeeded (the guide, step 5). */
export const chargeStillRefunded: Check<CheckContext> = {
  id: 'still.refunded',
  title: 'The verification charge is refunded',
  run: async (context) => {
    const refundId = context.launch?.refundId;
    if (refundId === undefined) return { status: 'missing', message: 'Nothing was refunded yet.', evidence: [] };
    return await lookedAt(
      context,
      `refund ${refundId}`,
      (client) => readRefund(client, refundId),
      ({ status }) =>
        refundProgress(status) === 'succeeded'
          ? { status: 'done', message: 'The refund of the verification charge succeeded.' }
          : {
              status: isKnown(status) ? 'missing' : "can't tell",
              message: `Flint says of the refund of the verification charge: ${wordOf(status)}.`,
              remedy: 'Look at the order in the dashboard.',
            },
      { status: 'missing', message: 'Flint does not know the refund of the verification charge.' },
    );
  },
};
