import type { Question, Reading } from '../../../launch/question.ts';
import { choiceQuestion, textQuestion } from '../../../launch/question.ts';
import { readWebAddress } from '../../web-address.ts';
import { anyOf } from '../any-of.ts';

const step = 'configuration';

function webAddress(text: string): Reading<string> {
  return readWebAddress(text, 'https://shop.example.com/webhooks/flint');
}

export const webhookUrl = textQuestion<string>({
  id: 'configuration.webhook-url',
  step,
  title: 'Where does your production service receive webhooks?',
  flag: '--webhook-url',
  check: webAddress,
});

export const knownEndpoint = choiceQuestion({
  id: 'configuration.known-endpoint',
  step,
  title: 'This endpoint was there already, and its signing secret is shown only once. Do you have it?',
  flag: '--known-endpoint',
  choices: [
    {
      value: 'rotate',
      label: 'No, make a new secret',
      detail: 'The old one may stop working at once: deploy the new one right after.',
    },
    { value: 'have', label: 'Yes, it is deployed', detail: 'The test event shows whether it is the right one.' },
  ],
  defaultInWords: 'No, make a new secret',
});

export const handlerReady = choiceQuestion({
  id: 'configuration.handler-ready',
  step,
  title: 'Does your production handler use this secret now?',
  flag: '--handler-ready',
  choices: [
    {
      value: 'yes',
      label: 'Yes, send the test event',
      detail: 'A synthetic event, signed like a real one. No money is involved.',
    },
    { value: 'no', label: 'Not yet', detail: 'The wizard stops here; nothing is lost.' },
  ],
  defaultInWords: 'Yes, send the test event',
});

export const testEventFailed = choiceQuestion({
  id: 'configuration.test-event-failed',
  step,
  title: 'The test event was not accepted. What now?',
  flag: '--test-event-failed',
  choices: [
    { value: 'again', label: 'Send it again' },
    {
      value: 'other-url',
      label: 'Use another URL',
      detail: 'The endpoint keeps its secret; only its address changes.',
    },
    { value: 'later', label: 'Leave it for later', detail: 'Step 5 stays closed until it works.' },
  ],
  defaultInWords: 'Send it again',
});

export const otherUrl = textQuestion<string>({
  id: 'configuration.other-url',
  step,
  title: 'Which URL should the endpoint have?',
  flag: '--other-webhook-url',
  check: webAddress,
});

export const probeConsent = choiceQuestion({
  id: 'configuration.probe',
  step,
  title: 'Try your production handler with forged, stale and repeated events?',
  flag: '--probe-handler',
  choices: [
    {
      value: 'yes',
      label: 'Yes, try it',
      detail: 'About twenty small events from this computer, each marked as a test.',
    },
    { value: 'no', label: 'No', detail: 'Whether it refuses forged events stays unknown.' },
  ],
  defaultInWords: 'Yes, try it',
});

export const handlerFault = choiceQuestion({
  id: 'configuration.handler-fault',
  step,
  title: 'The handler did not pass every try. What now?',
  flag: '--handler-fault',
  choices: [
    { value: 'again', label: 'Try it again', detail: 'After it was repaired and deployed.' },
    { value: 'go-on', label: 'Go on all the same', detail: 'It is listed at the end, as open.' },
  ],
  defaultInWords: 'Try it again',
});

/** The answer for whatever Flint sends; no event has such a name. */
export const everyType = 'every-type';

export const furtherEvents = anyOf({
  id: 'configuration.further-events',
  step,
  title: 'Your code also handles these events. Which of them should the endpoint get?',
  flag: '--further-events',
  defaultInWords: 'All that were found; every-type stands for all that Flint sends',
});

export const webhookQuestions: readonly Question[] = [
  webhookUrl,
  furtherEvents,
  knownEndpoint,
  handlerReady,
  testEventFailed,
  otherUrl,
  probeConsent,
  handlerFault,
];

/** Trying again is the default once: where defaults answer every question, a handler that never works would be tried for ever. */
export function againOnce(attempt: number): { readonly default?: 'again' } {
  return attempt === 1 ? { default: 'again' } : {};
}
