import { declineWords } from '../decline-words.ts';
import { type Sentences, say } from '../sentence.ts';

const declined: Sentences = (error) => ({
  headline: 'The payment was declined.',
  meaning: 'Nothing was charged. In live mode every test card is declined.',
  remedy: declineWords(error.code),
});
const notPayable = say(
  'The order can no longer be paid.',
  'It is paid or closed already.',
  'The order is read again, and the launch goes on from what it says.',
);

/** The codes of orders, checkout pages and payments. */
export const paymentCodeSentences: Readonly<Record<string, Sentences>> = {
  CHECKOUT_SESSION_ALREADY_EXISTS: say(
    'The order has an open checkout page already.',
    'An order has one open page at a time.',
    'The open one is used, or closed first.',
  ),
  CHECKOUT_SESSION_NOT_OPEN: say(
    'The checkout page is no longer open.',
    'It was paid, closed or ran out.',
    'A new page can be opened for the order.',
  ),
  CHECKOUT_SESSION_EXPIRED: say(
    'The checkout page has expired.',
    'It was open for a limited time.',
    'A new page can be opened for the order.',
  ),
  CHECKOUT_PAYMENT_RESOLVING: say(
    'A payment on the checkout page is still being worked on.',
    'Its outcome is not known yet.',
    'Wait a moment and look again.',
  ),
  ORDER_ALREADY_PAID: notPayable,
  ORDER_NOT_PAYABLE: notPayable,
  ORDER_ALREADY_CLOSED: notPayable,
  ORDER_HAS_OPEN_CHECKOUT: say(
    'The order has an open checkout page.',
    'It cannot be closed while somebody may pay it.',
    'Close the page first.',
  ),
  AMOUNT_TOO_LARGE: say(
    'The amount is too large to be charged.',
    'The account or the card network has a largest amount.',
    'Choose a smaller amount; 1.00 USD is usual for a verification.',
  ),
  UNSUPPORTED_CURRENCY: say(
    'The account does not charge in this currency.',
    'Every example of Flint is in US dollars.',
    'Choose the currency of the account.',
  ),
  CURRENCY_MISMATCH: say(
    'The currencies do not match.',
    'An order, its payment and its refund are all in one currency.',
    'Use the currency of the order.',
  ),
  AMOUNT_TOO_SMALL: say(
    'The amount is too small to be charged.',
    'Cards have a smallest amount.',
    'Choose a larger amount; 1.00 USD is usual.',
  ),
  CARD_DECLINED: declined,
  INSUFFICIENT_FUNDS: declined,
  INCORRECT_CVC: declined,
  PAYMENT_FAILED: declined,
  PAYMENT_BLOCKED: declined,
};
