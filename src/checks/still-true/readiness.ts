import { wordOf } from '../../flint/open-word.ts';
import { isReady, readinessVerdict, readReadiness } from '../../flint/readiness.ts';
import type { Check } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { lookedAt } from './looked.ts';

/** Whether the account can still charge and be paid (the guide, step 3). */
export const stillReady: Check<CheckContext> = {
  id: 'still.ready',
  title: 'The account is ready to charge',
  run: (context) =>
    lookedAt(
      context,
      'readiness of the account',
      (client) => readReadiness(client, context.merchantId ?? client.merchantId ?? ''),
      (readiness) =>
        isReady(readiness)
          ? { status: 'done', message: 'Payments and payouts are ready.' }
          : {
              status: readinessVerdict(readiness) === 'not known' ? "can't tell" : 'missing',
              message: `Payments are ${wordOf(readiness.payments.status)}, payouts are ${wordOf(readiness.payouts.status)}.`,
              remedy: 'flint-golive doctor says what Flint asks for.',
            },
    ),
};
