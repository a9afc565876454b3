import { wordOf } from '../../flint/open-word.ts';
import type { Axis, Readiness } from '../../flint/readiness.ts';
import { requirementWords } from '../../flint/requirement-words.ts';
import { listed, moment } from '../wording.ts';

const clearThem =
  'Give what is listed, in the dashboard or through the onboarding calls (the guide, steps 1 and 3), and look again.';

/** The words about a checkout without payment methods (the guide, last row of its table). */
export const paymentsWords = {
  title: 'Payment methods at checkout',
  ready: (observedAt: string | undefined) => ({
    message: 'Flint says that the account can take payments.',
    ...(observedAt === undefined ? {} : { detail: `Flint’s own look is of ${moment(observedAt)}.` }),
  }),
  found: (readiness: Readiness) => ({
    message: `Live checkouts have no payment method to offer: payments are ${axisWords(readiness.payments)}.`,
    detail: [requirementSentence(readiness), capabilityNote(readiness)].filter((part) => part !== '').join(' '),
    remedy: remedyFor(readiness),
  }),
  notActive: (readiness: Readiness) => ({
    message: `The account is ${wordOf(readiness.accountStatus ?? '')}, so it cannot take payments.`,
    detail: requirementSentence(readiness),
    remedy: 'Contact Flint support; the dashboard may say why.',
  }),
  unknown: (what: string) => ({
    message: `Flint’s answer about payments could not be read: ${what}.`,
    detail: 'What is not known is never taken for ready.',
    remedy: 'Look again in a minute, and into the dashboard.',
  }),
};

/** The words about money that does not reach the bank. */
export const payoutsWords = {
  title: 'Money to the bank account',
  ready: { message: 'Flint says that the account can receive payouts.' },
  found: (readiness: Readiness) => ({
    message: `Charges succeed, and the money stays in the balance: payouts are ${axisWords(readiness.payouts)}.`,
    detail: requirementSentence(readiness),
    remedy: remedyFor(readiness),
  }),
  unknown: (what: string) => ({
    message: `Flint’s answer about payouts could not be read: ${what}.`,
    detail: 'What is not known is never taken for ready.',
    remedy: 'Look again in a minute, and into the dashboard.',
  }),
};

/** The words about what Flint asks for while the account still works. */
export const requirementsWords = {
  title: 'What Flint asks for',
  unstated: {
    message: 'Flint’s answer does not say whether anything is asked for.',
    remedy: 'Look again in a minute, and into the dashboard.',
  },
  none: (later: readonly string[]) => ({
    message: 'Flint asks for nothing now.',
    ...(later.length === 0 ? {} : { detail: `Later, not blocking yet: ${named(later)}.` }),
  }),
  found: (readiness: Readiness) => {
    const { pastDue, deadline } = readiness.requirements;
    return {
      message: `Flint asks for something new${deadline === undefined ? '' : `, by ${moment(deadline)}`}.`,
      detail: `${requirementSentence(readiness)} ${pastDue.length > 0 ? 'Part of it is overdue.' : 'Until then the account works on.'}`,
      remedy: clearThem,
    };
  },
};

/** The words about a key that ends. */
export const keyExpiryWords = {
  title: 'The end date of the key',
  never: { message: 'The key has no end date.' },
  later: (at: string) => ({ message: `The key is valid until ${moment(at)}.` }),
  found: (name: string, at: string, over: boolean) => ({
    message: over ? `${name} ended on ${moment(at)}.` : `${name} ends on ${moment(at)}.`,
    detail: 'From then on Flint refuses every call with it, and nobody can pay.',
    remedy: 'Create a replacement, deploy it, and revoke this one afterwards (the guide, step 2).',
  }),
  thisKey: 'The live key',
  namedKey: (name: string | undefined, prefix: string | undefined) =>
    `The live key ${name === undefined ? '' : `“${name}” `}${prefix === undefined ? '' : `(${prefix}…)`}`.trim(),
  noneEnds: (count: number) => ({ message: `None of the ${count} live keys in use has an end date that is near.` }),
  unreadable: {
    message: 'Flint does not say how long the key is valid.',
    remedy: 'Look at its end date on the API keys page of the dashboard.',
  },
};

/** The words about payments that buyers dispute. */
export const disputeWords = {
  title: 'Disputes',
  none: { message: 'No buyer has disputed a payment in the last 30 days.' },
  closed: (count: number) => ({
    message: `${count === 1 ? 'A dispute was' : `${count} disputes were`} opened in the last 30 days, and none is open.`,
  }),
  found: (disputes: readonly string[], openedAt: string | undefined) => ({
    message: `${disputes.length === 1 ? 'A buyer disputes' : `${disputes.length} buyers dispute`} a payment: ${listed(disputes)}.`,
    detail: `Opened on ${moment(openedAt)}. Without an answer in time, the money goes back to the buyer.`,
    remedy: 'Answer it in the dashboard before its deadline, with what shows that the order was delivered.',
  }),
};

function axisWords({ status, reason }: Axis): string {
  const word = wordOf(status).replaceAll('_', ' ');
  return reason === undefined ? word : `${word} (${reason.replaceAll('_', ' ')})`;
}

function requirementSentence({ requirements }: Readiness): string {
  const { pastDue, currentlyDue, pendingVerification } = requirements;
  const due = [...new Set([...pastDue, ...currentlyDue])];
  return [
    due.length === 0 ? '' : `Needed from you: ${named(due)}.`,
    pendingVerification.length === 0 ? '' : `Under review at Flint: ${named(pendingVerification)}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function capabilityNote({ requirements }: Readiness): string {
  return requirements.disabledReason === undefined
    ? ''
    : `Flint’s reason: ${requirements.disabledReason.replaceAll('_', ' ')}.`;
}

function remedyFor({ requirements }: Readiness): string {
  const due = requirements.pastDue.length + requirements.currentlyDue.length;
  if (due > 0) return clearThem;
  return requirements.pendingVerification.length > 0
    ? 'Nothing is yours to do but to look again; Flint reviews what was sent.'
    : 'The dashboard says what is needed. If it does not, contact Flint support.';
}

function named(codes: readonly string[]): string {
  return listed(codes.map((code) => `${requirementWords(code).what} (${code})`));
}

/** The words for when there is no account to look at. */
export const accountWords = {
  title: 'The account',
  noKey: (why: string | undefined, remedy: string | undefined) => ({
    message:
      remedy === undefined
        ? 'Without a key of production, nothing of the account was seen.'
        : 'The key of production could not be used, so nothing of the account was seen.',
    ...(why === undefined ? {} : { detail: why }),
    remedy: remedy ?? 'Set FLINT_API_KEY to the live key and look again.',
  }),
};
