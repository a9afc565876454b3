import type { Question } from '../../launch/question.ts';
import { choiceQuestion, moneyQuestion } from '../../launch/question.ts';

import { chargeAmount, chargedOrder, chargeWay, confirmCharge, partlyPaid, unpaidOrder } from './charge/questions.ts';
import { deployed, healthUrl, isYourOrder, smokeWay } from './deploy/questions.ts';

const step = 'cut-over';

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
  smokeWay,
  healthUrl,
  isYourOrder,
  chargeWay,
  chargedOrder,
  chargeAmount,
  confirmCharge,
  partlyPaid,
  unpaidOrder,
  eventSeen,
  fulfilled,
  confirmRefund,
  refundAgain,
  refundElsewhere,
];
