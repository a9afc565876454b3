import { accountCalls } from './account.ts';
import { catalogCalls } from './catalog.ts';
import type { CallUnderTest } from './judging.ts';
import { moneyCalls } from './money.ts';
import { webhookCalls } from './webhooks.ts';

/** Every call that the client has, by the name of its function. */
export const everyCall: Readonly<Record<string, CallUnderTest | readonly CallUnderTest[]>> = {
  ...accountCalls,
  ...webhookCalls,
  ...moneyCalls,
  ...catalogCalls,
};
