import { noSuchFunction } from '../problem-sentences.ts';
import { type Sentences, say } from '../sentence.ts';

const lookFirst = 'What is there is looked up before anything is sent again.';
const stillRunning = say(
  'The same request is still being worked on.',
  'An earlier attempt with the same key has not finished.',
  'Wait a moment and start again; the same attempt is continued.',
);
const changedMeanwhile = say(
  'It was changed by someone else in the meantime.',
  'The version that this change was based on is no longer the current one.',
  'Try again; the current version is read first.',
);

/** The codes that any request can meet. */
export const requestCodeSentences: Readonly<Record<string, Sentences>> = {
  ROUTE_NOT_FOUND: noSuchFunction,
  METHOD_NOT_ALLOWED: noSuchFunction,
  IDEMPOTENCY_KEY_IN_PROGRESS: stillRunning,
  IDEMPOTENCY_REQUEST_IN_PROGRESS: stillRunning,
  IDEMPOTENCY_KEY_REUSED: say(
    'This attempt was sent before with other content.',
    'Flint protects an attempt against being repeated in another form.',
    lookFirst,
  ),
  IDEMPOTENCY_RECOVERY_REQUIRED: say(
    'Flint cannot tell how an earlier attempt ended.',
    'Sending it again could do it twice.',
    'Look in the dashboard whether it was done, and contact Flint support before trying again.',
  ),
  VERSION_CONFLICT: changedMeanwhile,
  CONCURRENT_MODIFICATION: changedMeanwhile,
  SETTINGS_CONCURRENT_MODIFICATION: changedMeanwhile,
  MERCHANT_CHANGED: changedMeanwhile,
  API_VERSION_CHANGED: changedMeanwhile,
  CHECKOUT_SESSION_CURRENT_CHANGED: changedMeanwhile,
  ORDER_CHANGED_REFRESH_REQUIRED: changedMeanwhile,
  RESOURCE_LIMIT_EXCEEDED: say(
    'The account has as many of these as it may have.',
    'Flint makes no more of them.',
    'Remove those that are no longer used, and try again.',
  ),
  DAILY_LIMIT_EXCEEDED: say(
    'The daily limit for this is reached.',
    'It opens again tomorrow.',
    'Resume the launch then; nothing is lost.',
  ),
};
