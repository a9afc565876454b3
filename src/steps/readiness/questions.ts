import { parseMoney } from '../../flint/money.ts';
import type { Question } from '../../launch/question.ts';
import { choiceQuestion, textQuestion } from '../../launch/question.ts';

export const payoutsDecision = choiceQuestion({
  id: 'readiness.without-payouts',
  step: 'readiness',
  title: 'Go on although payouts are not ready?',
  flag: '--without-payouts',
  choices: [
    { value: 'wait', label: 'Wait for payouts', detail: 'Catch it before launch, not on payday.' },
    {
      value: 'go-on',
      label: 'Go on without payouts',
      detail: 'Charges succeed; the funds stay in the balance until the payout requirements clear.',
    },
  ],
  defaultInWords: 'Wait for payouts',
});

/** Minor units of US dollars. */
export const checkoutAmount = textQuestion<number>({
  id: 'readiness.checkout-amount',
  step: 'readiness',
  title: 'For a checkout over how much, in US dollars?',
  flag: '--checkout-amount',
  defaultInWords: '1.00',
  check: (text) => {
    const money = parseMoney(text, 'USD');
    return money && money.amount > 0
      ? { ok: true, answer: money.amount }
      : { ok: false, problem: 'It has to be an amount such as 25.00.' };
  },
});

export const buyerCountry = textQuestion<string>({
  id: 'readiness.buyer-country',
  step: 'readiness',
  title: 'For a buyer in which country?',
  flag: '--buyer-country',
  defaultInWords: 'US',
  check: (text) =>
    /^[A-Za-z]{2}$/.test(text)
      ? { ok: true, answer: text.toUpperCase() }
      : { ok: false, problem: 'It has to be the two letters of a country, such as US.' },
});

export const readinessQuestions: readonly Question[] = [payoutsDecision, checkoutAmount, buyerCountry];
