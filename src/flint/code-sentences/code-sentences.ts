import type { Sentences } from '../sentence.ts';
import { accountCodeSentences } from './account.ts';
import { catalogCodeSentences } from './catalog.ts';
import { keyCodeSentences } from './keys.ts';
import { paymentCodeSentences } from './payments.ts';
import { refundCodeSentences } from './refunds.ts';
import { requestCodeSentences } from './requests.ts';
import { webhookCodeSentences } from './webhooks.ts';

/**
 * The codes that going live can meet and that say more than their kind (the API notes, transport, section 7, and the error lists of each
 * resource). A missing scope or object is said by kind, in `problemSentences`.
 */
export const codeSentences: Readonly<Record<string, Sentences>> = {
  ...keyCodeSentences,
  ...requestCodeSentences,
  ...accountCodeSentences,
  ...webhookCodeSentences,
  ...paymentCodeSentences,
  ...refundCodeSentences,
  ...catalogCodeSentences,
};
