import type { Answer } from '../../flint/answer.ts';
import { isKnown, wordOf } from '../../flint/open-word.ts';
import { type Axis, noRequirements, type Readiness } from '../../flint/readiness.ts';
import type { Verdict } from '../check.ts';
import { paymentsWords, payoutsWords, requirementsWords } from './account-copy.ts';
import { type Symptom, seen } from './symptom.ts';

/** Checkout shows no payment methods: the payments axis is not ready. */
export const paymentMethods: Symptom = {
  id: 'payment-methods',
  title: paymentsWords.title,
  examine: async (look) => {
    const { value, evidence } = await look.readiness();
    const { accountStatus } = value;
    const looked = evidenceOf({ value, evidence });
    if (accountStatus !== undefined && accountStatus !== 'active') {
      return isKnown(accountStatus)
        ? { status: 'missing', ...paymentsWords.notActive(value), evidence: looked }
        : {
            status: "can't tell",
            ...paymentsWords.unknown(`the account is “${wordOf(accountStatus)}”`),
            evidence: looked,
          };
    }
    return verdictOn(value.payments, looked, {
      ready: paymentsWords.ready(value.observedAt),
      found: () => paymentsWords.found(value),
      unknown: paymentsWords.unknown,
    });
  },
};

/** Charges succeed and nothing is paid out: the payouts axis is not ready. */
export const payouts: Symptom = {
  id: 'payouts',
  title: payoutsWords.title,
  examine: async (look) => {
    const { value, evidence } = await look.readiness();
    return verdictOn(value.payouts, evidenceOf({ value, evidence }), {
      ready: payoutsWords.ready,
      found: () => payoutsWords.found(value),
      unknown: payoutsWords.unknown,
    });
  },
};

/** New requirements, while the account still works. */
export const requirements: Symptom = {
  id: 'requirements',
  title: requirementsWords.title,
  examine: async (look) => {
    const { value, evidence } = await look.readiness();
    const { currentlyDue, pastDue, eventuallyDue } = value.requirements;
    const looked = evidenceOf({ value, evidence });
    if (value.requirements === noRequirements) {
      return { status: "can't tell", ...requirementsWords.unstated, evidence: looked };
    }
    return currentlyDue.length + pastDue.length > 0
      ? { status: 'missing', ...requirementsWords.found(value), evidence: looked }
      : { status: 'done', ...requirementsWords.none(eventuallyDue), evidence: looked };
  },
};

interface AxisSentences {
  readonly ready: Pick<Verdict, 'message' | 'detail'>;
  readonly found: () => Pick<Verdict, 'message' | 'detail' | 'remedy'>;
  readonly unknown: (what: string) => Pick<Verdict, 'message' | 'detail' | 'remedy'>;
}

function verdictOn({ status }: Axis, evidence: Verdict['evidence'], say: AxisSentences): Verdict {
  if (status === 'ready') return { status: 'done', ...say.ready, evidence };
  return isKnown(status)
    ? { status: 'missing', ...say.found(), evidence }
    : { status: "can't tell", ...say.unknown(`its status is “${wordOf(status)}”`), evidence };
}

function evidenceOf({ value, evidence }: Answer<Readiness>): Verdict['evidence'] {
  return [seen(evidence, `payments ${wordOf(value.payments.status)}, payouts ${wordOf(value.payouts.status)}`)];
}
