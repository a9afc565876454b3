import type { Question } from '../../../launch/question.ts';
import { choiceQuestion, moneyQuestion, textQuestion } from '../../../launch/question.ts';

const step = 'cut-over';

export const chargeWay = choiceQuestion({
  id: 'cut-over.charge-way',
  step,
  title: 'Through which checkout should the verification charge go?',
  flag: '--charge-way',
  choices: [
    {
      value: 'own',
      label: 'Your own checkout (recommended)',
      detail: 'You buy something small as a buyer would. The order is noticed by itself.',
    },
    {
      value: 'page',
      label: 'A page of Flint’s',
      detail: 'An order is made for it, and you pay on a hosted page. Your own checkout is not tried by it.',
    },
  ],
  defaultInWords: 'Your own checkout in a live launch at a terminal, else a page of Flint’s',
});

const another = { value: 'no', label: 'No, look for another', detail: 'This one is left alone.' };

/**
 * Which order is the person's own: answered with the order's id, or `no`. A bare yes is no answer, for what is no person has not seen the
 * order, and it may be a buyer's.
 */
export const chargedOrder: Question<string> = {
  id: 'cut-over.charged-order',
  step,
  kind: 'choice',
  title: 'Is this the order that you made just now in your own checkout?',
  flag: '--charged-order',
  defaultInWords: 'Yes, this one',
  read: (given) =>
    typeof given === 'string' && given !== ''
      ? { ok: true, answer: given }
      : { ok: false, problem: 'It has to be the id of the order, or no.' },
};

/** The same question about one order. */
export function isItOrder(orderId: string): Question<string> {
  return { ...chargedOrder, choices: [{ value: orderId, label: 'Yes, this one' }, another] };
}

/** The amount as it is typed; its currency is the account's. */
export const chargeAmount = textQuestion<string>({
  id: 'cut-over.amount',
  step,
  title: 'How much should the verification charge be?',
  flag: '--amount',
  defaultInWords: '1.00',
  check: (text) =>
    /^\d{1,12}(\.\d+)?\s*([A-Za-z]{3})?$/.test(text)
      ? { ok: true, answer: text }
      : { ok: false, problem: 'It has to be an amount, such as 1.00.' },
});

export const confirmCharge = moneyQuestion({
  id: 'cut-over.charge',
  step,
  title: 'Let a real card be charged?',
  flag: '--confirm-charge',
});

/** Asked for each order of which only a part was paid. */
export const partlyPaid = choiceQuestion({
  id: 'cut-over.partly-paid',
  step,
  title: 'Only a part of the order was paid. What now?',
  flag: '--partly-paid',
  choices: [
    { value: 'rest', label: 'Pay the rest', detail: 'A fresh page is opened for what is left of the same order.' },
    {
      value: 'refund',
      label: 'Refund the part and begin again',
      detail: 'The refund is confirmed by typing. Then a new order is paid.',
    },
    { value: 'leave', label: 'Stop here', detail: 'What was paid stays paid; nothing is sent.' },
  ],
  defaultInWords: 'Pay the rest',
});

/** Asked when the checkout of an order of the person's own ended before it was paid. */
export const unpaidOrder = choiceQuestion({
  id: 'cut-over.unpaid-order',
  step,
  title: 'The checkout of this order ended, and nothing was paid. What now?',
  flag: '--unpaid-order',
  choices: [
    { value: 'page', label: 'Pay it on a fresh page', detail: 'A page of Flint’s is opened for the same order.' },
    { value: 'another', label: 'Buy again in your own checkout', detail: 'The new order is noticed by itself.' },
  ],
  defaultInWords: 'Pay it on a fresh page',
});
