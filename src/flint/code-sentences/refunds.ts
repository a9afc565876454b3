import { type Sentences, say } from '../sentence.ts';

/** The codes of refunds. */
export const refundCodeSentences: Readonly<Record<string, Sentences>> = {
  REFUND_INSUFFICIENT_AVAILABLE_BALANCE: say(
    'The balance does not cover the refund yet.',
    'A new account has no other money: the charge has to become available first. The setup is not at fault.',
    'Try the refund again later; the launch can be left and resumed.',
  ),
  AMOUNT_EXCEEDS_REFUNDABLE: say(
    'The refund is larger than what can be given back.',
    'Part of the payment was refunded before, or the amount is wrong.',
    'The refunds of the order are looked up first.',
  ),
  NOTHING_TO_REFUND: say(
    'Nothing is left to refund.',
    'The payment went back already.',
    'The refunds of the order are looked up.',
  ),
  NO_PAYMENTS_FOR_ORDER: say('The order was not paid.', 'There is nothing to give back.', 'Look at the order first.'),
  PAYMENT_INTENT_NOT_REFUNDABLE: say(
    'This payment cannot be refunded.',
    'It did not succeed, or it went back already.',
    'Look at the payment in the dashboard.',
  ),
  REFUND_SUBMISSION_DEADLINE_EXPIRED: say(
    'It is too late to refund this payment.',
    'Card networks take refunds for a limited time.',
    'Give the money back in another way, and note it in the dashboard.',
  ),
  PAYMENT_INTENT_DISPUTED: say(
    'The payment is disputed.',
    'While a dispute is open the payment cannot be refunded.',
    'Answer the dispute in the dashboard.',
  ),
};
