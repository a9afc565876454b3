import type { OpenEnum } from '../../../flint/open-word.ts';
import { turned } from '../copy.ts';

export const words = {
  whyOwn: 'Your own checkout is what your buyers will use, so it proves more than a page made for the purpose.',
  feeNote: 'The whole sum is refunded afterwards; the processing fee of the payment is not.',
  readingCurrency: 'Reading the currency of the account',
  readingOrder: 'Reading the order',
  declined: 'Esc opens no page; nothing is charged.',
  declinedOwn: 'Esc leaves the order as it is. Do not pay it then.',
  declinedPaid: 'Esc leaves the order as it is: paid, and not refunded from here.',
  buying: 'Waiting for a new order from your own checkout',
  buyingNote:
    'This screen notices the order by itself and asks whether it is the one. It has to be small: it is charged, and then refunded.',
  tooLarge: (id: string, sum: string) =>
    `Order ${id} over ${sum} is above the limit of this launch. Buy something smaller, or raise the limit with --charge-limit.`,
  inSandbox: (id: string) =>
    `Order ${id} was made in test mode: the service behind that checkout holds a test key. Deploy the key of step 2, and buy again.`,
  changed: 'Set it back to the confirmed sum, and this screen goes on.',
  askLeave: (id: string) => `Order ${id} is left unpaid. What now?`,
  buyAgain: 'buy again in your own checkout',
  paying: 'Waiting for the payment',
  payingOwn: 'Waiting for the payment in your own checkout',
  cancel: 'cancel the charge',
  notCancelled: 'The page cannot be closed any more: somebody is paying on it, or it is at its end.',
  paymentTurned: (status: OpenEnum<string>) => turned('The checkout page', status),
  unheardOfPage:
    'This program does not know that state of the page. If the page can still be paid, pay there; the order itself decides.',
  threeDSecure: 'It wants the payment confirmed (3D Secure). Complete that on the page.',
  testCard: (digits: string) =>
    `The card ending in ${digits} is one of Flint’s test cards, and those decline in live mode. Use a real card.`,
  freshPage: (status: string) => `The checkout page is ${status} and nothing was paid. A fresh page follows.`,
  partNote: (orderId: string) => `Some money moved for order ${orderId}, and its page is at its end.`,
  settling: 'Waiting until the order has settled',
  settled: (amount: string) => `A charge of ${amount} settled: paid, nothing outstanding, the right sum.`,
};
