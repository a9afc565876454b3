import { z } from 'zod';
import { paymentsReady } from '../account/verification.ts';
import { moneyInput } from '../transport/inputs.ts';
import { ok, type Route, route } from '../transport/route.ts';
import { exactly } from '../transport/scopes.ts';

const options = ['card', 'apple_pay', 'google_pay', 'affirm', 'ach_debit'] as const;

/** Named by the guide; the notes do not know the key names of its entries, so those are the rehearsal's. */
const resolvePaymentOptions = route({
  feature: 'payment-options',
  only: 'guide',
  method: 'POST',
  path: '/v1/payment-options/resolve',
  scope: exactly('payments.payment_options.read'),
  readOnly: true,
  body: z.strictObject({
    context: z
      .looseObject({
        amount_money: moneyInput.optional(),
        buyer_country: z.string().optional(),
        capture_method: z.string().optional(),
        off_session: z.boolean().optional(),
        recurring: z.boolean().optional(),
        allow_redirects: z.boolean().optional(),
      })
      .optional(),
    payment_options: z.array(z.string()).optional(),
    source: z.looseObject({ type: z.string() }).optional(),
  }),
  handle({ context, mode, body }) {
    const asked = body.payment_options ?? options;
    const amount = body.context?.amount_money;
    const reasonFor = (option: string): string | undefined => {
      if (!paymentsReady(context, mode)) return 'merchant_payments_disabled';
      if (option !== 'card') return 'disabled_by_merchant_settings';
      if (amount !== undefined && amount.currency !== 'USD') return 'currency_not_supported';
      return amount !== undefined && amount.amount < 50 ? 'amount_out_of_range' : undefined;
    };
    return ok(
      asked.map((option) => {
        const reason = reasonFor(option);
        const status = reason === undefined ? 'available' : 'unavailable';
        return { payment_option: option, status, ...(reason === undefined ? {} : { reason }) };
      }),
    );
  },
});

export const paymentOptionRoutes: readonly Route[] = [resolvePaymentOptions];
