import type { Question } from '../../launch/question.ts';
import { choiceQuestion } from '../../launch/question.ts';

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

export const readinessQuestions: readonly Question[] = [payoutsDecision];
