import { noRequirements, readReadiness } from '../../flint/readiness.ts';
import type { Check } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { requirementsWords } from '../symptoms/account-copy.ts';
import { lookedAt } from './looked.ts';

/** Whether Flint asks for something new, which can be while the account still works (the guide, step 1: later remediation). */
export const nothingDue: Check<CheckContext> = {
  id: 'still.nothing-due',
  title: requirementsWords.title,
  run: (context) =>
    lookedAt(
      context,
      'requirements of the account',
      (client) => readReadiness(client, context.merchantId ?? client.merchantId ?? ''),
      (readiness) => {
        if (readiness.requirements === noRequirements) return { status: "can't tell", ...requirementsWords.unstated };
        const { currentlyDue, pastDue, eventuallyDue } = readiness.requirements;
        if (currentlyDue.length + pastDue.length === 0) {
          return { status: 'done', ...requirementsWords.none(eventuallyDue) };
        }
        const found = requirementsWords.found(readiness);
        return { status: 'missing', ...found, message: `${found.message} ${found.detail}` };
      },
    ),
};
