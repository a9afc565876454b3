import { declineWords } from '../../flint/decline-words.ts';
import { formatMoney, type Money } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { Refund } from '../../flint/refunds.ts';
import type { ProjectFinding } from '../context.ts';
import { listed, times } from '../wording.ts';

/** The words about a test key in production (the guide, first row of its table). */
export const testKeyWords = {
  title: 'The key that production uses',
  deployLive: 'Deploy the flint_live_ key from step 2, and check the service with flint-golive doctor --deployed URL.',
  keyIsTest: {
    message: 'The key of production is a test key.',
    detail: 'Payments made with it look as if they succeed, and no money moves. Flint reports no error for this.',
  },
  inProject: (findings: readonly ProjectFinding[]) => ({
    message: 'A test key stands in the production configuration of the project.',
    detail: `${listed(findings.map(({ file, line }) => `${file}:${line}`))}. Payments made with it look as if they succeed, and no money moves.`,
  }),
  proved: (note: string | undefined) => ({
    message: 'The key of the production configuration runs in live mode.',
    detail: [note, 'What a deployed service really holds, flint-golive doctor --deployed URL asks the service itself.']
      .filter((part) => part !== undefined)
      .join(' '),
  }),
  unseen: {
    message: 'Which mode production runs in was not seen.',
    remedy: 'Ask the deployed service with flint-golive doctor --deployed URL, or its key with --key-env NAME.',
  },
};

/** The words about declined test cards (the guide, second row). */
export const testCardWords = {
  title: 'Cards used in live mode',
  found: (card: string, count: number) => ({
    message: `A test card was used in live mode, and Flint declined it${count > 1 ? ` (${times(count)})` : ''}.`,
    detail: `The card ended in ${card}. In live mode every test card is declined; nothing is wrong with the integration.`,
    remedy: 'Pay with a real card. For trying things out, use a sandbox.',
  }),
  overtaken: (count: number) => ({
    message: 'Test cards were declined, and a real card has paid since.',
    detail: `${times(count)} in all.`,
  }),
  none: (orders: number, declines: readonly (string | undefined)[]) => ({
    message: `No test card was declined among the ${orders} newest orders that are not paid.`,
    ...(declines.length === 0
      ? {}
      : { detail: `Other cards were declined, which happens: ${listed([...new Set(declines.map(declineWords))])}` }),
  }),
  cardsUnseen: {
    message: 'Payments are declined, none has succeeded, and Flint does not show which cards were used.',
    remedy: 'Pay once with a real card. In live mode every test card is declined.',
  },
  paymentsUnseen: {
    message: 'Flint names payments of unpaid orders and does not show them, so it is not known why they are unpaid.',
    remedy: 'Look with a key that has the scope payments.payment_intents.read, or into the dashboard.',
  },
  inTestMode: { message: 'These are payments in test mode, where test cards are what is used.' },
  declined: (orderId: string, code: string | undefined) => `${orderId} was declined (${code ?? 'no reason given'})`,
};

/** The words about refunds that did not go through. */
export const refundWords = {
  title: 'Refunds',
  failed: (refunds: readonly Refund[]) => ({
    message: `${refunds.length === 1 ? 'A refund' : `${refunds.length} refunds`} did not go through.`,
    detail: `${listed(refunds.map(refundOf))}. The buyer has not got this money back.`,
    remedy:
      'If the balance was too low, send it again when there is money; to a card that is gone, refund by other means. The dashboard says more.',
  }),
  undecided: (refunds: readonly Refund[]) => ({
    message: `${refunds.length === 1 ? 'A refund needs' : `${refunds.length} refunds need`} you: ${listed(refunds.map(refundOf))}.`,
    detail: 'It is not over, or only a part of the money went back.',
    remedy:
      'Look at it in the dashboard and do what it asks. Do not send a second one before that: the money could go back twice.',
  }),
  unknown: (refunds: readonly Refund[]) => ({
    message: `Flint gives a status of a refund that this program does not know: ${listed(refunds.map(refundOf))}.`,
    remedy: 'Look at it in the dashboard. Do not send a second one before that: the money could go back twice.',
  }),
  none: (count: number, under: number) => ({
    message: count === 0 ? 'Nothing was refunded.' : `None of ${count} refunds failed.`,
    ...(under === 0 ? {} : { detail: `${under} of them are under way.` }),
  }),
};

function refundOf({ id, amount, status, failureReason }: Refund): string {
  const sum: Money | undefined = amount;
  const why = failureReason === undefined ? '' : `, ${wordOf(failureReason).replaceAll('_', ' ')}`;
  return `${id} (${sum === undefined ? 'no amount stated' : formatMoney(sum)}, ${wordOf(status).replaceAll('_', ' ')}${why})`;
}
