import { parseMoney } from '../../flint/money.ts';
import type { Question } from '../../launch/question.ts';
import { choiceQuestion, moneyQuestion, textQuestion } from '../../launch/question.ts';

const step = 'cut-over';

/** Flint's examples are all in US dollars, and only merchants in the United States can onboard (API notes, money, section 1). */
export const currency = 'USD';
/** In minor units: what the verification charge may be at most. */
const mostCharged = 500;
/** The card networks' own floor for a US dollar charge, in minor units (API notes, money, section 1). */
const leastCharged = 50;

export const deployed = choiceQuestion({
  id: 'cut-over.deployed',
  step,
  title: 'Is this configuration deployed?',
  flag: '--deployed',
  choices: [
    { value: 'yes', label: 'Yes, it is deployed', detail: 'The service runs with these settings now.' },
    { value: 'no', label: 'Not yet', detail: 'The wizard stops here; nothing is lost.' },
  ],
  defaultInWords: 'Yes, it is deployed',
});

/** Minor units of {@link currency}. */
export const chargeAmount = textQuestion<number>({
  id: 'cut-over.amount',
  step,
  title: 'How much should the verification charge be?',
  flag: '--amount',
  defaultInWords: '1.00',
  check: (text) => {
    const money = parseMoney(text, currency);
    if (!money) return { ok: false, problem: `It has to be an amount in ${currency}, such as 1.00.` };
    if (money.amount < leastCharged) return { ok: false, problem: 'Cards are not charged less than 0.50 USD.' };
    if (money.amount > mostCharged) return { ok: false, problem: 'At most 5.00 USD: this is a proof, not a purchase.' };
    return { ok: true, answer: money.amount };
  },
});

export const confirmCharge = moneyQuestion({
  id: 'cut-over.charge',
  step,
  title: 'Open a page on which a real card can be charged?',
  flag: '--confirm-charge',
});

export const eventSeen = choiceQuestion({
  id: 'cut-over.event-seen',
  step,
  title: 'Did your production handler get the event?',
  flag: '--event-seen',
  choices: [
    { value: 'yes', label: 'Yes, its own log shows it', detail: 'It is then recorded as said by you, not as proved.' },
    { value: 'no', label: 'No', detail: 'The wizard stops here; Flint goes on sending it for a while.' },
  ],
  defaultInWords: 'No',
});

export const fulfilled = choiceQuestion({
  id: 'cut-over.fulfilled',
  step,
  title: 'Did your fulfilment run for this order?',
  flag: '--fulfilled',
  choices: [
    { value: 'yes', label: 'Yes, it ran', detail: 'Your own system shows the order as fulfilled.' },
    {
      value: 'look',
      label: 'Not yet, I will look into it',
      detail: 'The wizard stops here; the payment stays as it is.',
    },
    { value: 'refund', label: 'No; refund first, repair afterwards', detail: 'The launch is then not complete.' },
  ],
  defaultInWords: 'Yes, it ran',
});

export const confirmRefund = moneyQuestion({
  id: 'cut-over.refund',
  step,
  title: 'Send the refund?',
  flag: '--confirm-refund',
});

export const refundAgain = choiceQuestion({
  id: 'cut-over.refund-again',
  step,
  title: 'The refund did not go through. What now?',
  flag: '--refund-again',
  choices: [
    { value: 'leave', label: 'Stop here', detail: 'The payment stays; the refund can be made in the dashboard.' },
    { value: 'again', label: 'Make another refund', detail: 'It is confirmed by typing, like the first.' },
  ],
  defaultInWords: 'Stop here',
});

export const refundElsewhere = choiceQuestion({
  id: 'cut-over.refund-elsewhere',
  step,
  title: 'The payment was refunded elsewhere already. Take that refund for the proof?',
  flag: '--refund-elsewhere',
  choices: [
    { value: 'follow', label: 'Yes, follow that one', detail: 'It is watched until Flint says that it succeeded.' },
    { value: 'leave', label: 'No, stop here', detail: 'Nothing is sent.' },
  ],
  defaultInWords: 'Yes, follow that one',
});

export const cutOverQuestions: readonly Question[] = [
  deployed,
  chargeAmount,
  confirmCharge,
  eventSeen,
  fulfilled,
  confirmRefund,
  refundAgain,
  refundElsewhere,
];
