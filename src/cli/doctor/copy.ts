import type { VitalSigns } from '../../checks/symptoms/vital-signs.ts';
import type { Standing } from '../../ui/checks/state.ts';

/** What the doctor says besides its items. */
export const copy = {
  command: 'flint-golive doctor',
  watching: 'flint-golive doctor --watch',
  launchDay: 'If something fails on launch day',
  further: 'What else the account shows',
  standing: { missing: 'Wrong', "can't tell": 'Not known', done: 'Well' },
  server: 'About this server',
  standings: { done: 'well', missing: 'wrong', "can't tell": 'unknown' } satisfies Partial<Record<Standing, string>>,

  looking: 'Looking at the account',
  leftEarly: 'Left before the first look had ended, so nothing is known.',
  healthy: 'Nothing is wrong, and everything was seen.',
  healthyAsServed: 'Nothing is wrong, and all that this server shows was seen.',
  ill: (found: number, unknown: number): string => {
    const wrong = found === 0 ? '' : found === 1 ? 'One thing is wrong' : `${found} things are wrong`;
    const unseen = unknown === 0 ? '' : unknown === 1 ? 'one could not be seen' : `${unknown} could not be seen`;
    if (wrong === '') return `Nothing wrong was found, but ${unseen}. What is not known does not count as well.`;
    return unseen === '' ? `${wrong}.` : `${wrong}, and ${unseen}.`;
  },
  sum: (found: number, unknown: number): string =>
    found + unknown === 0
      ? 'well'
      : [found > 0 ? `${found} wrong` : '', unknown > 0 ? `${unknown} unknown` : ''].filter(Boolean).join(', '),
  well: 'Well',
  wellToo: (titles: readonly string[]): string => `${titles.join('; ')}.`,
  lastLook: (at: string, next: string): string => `Last look ${at}, the next one at ${next}. You can leave it open.`,
  resting: (next: string): string => `Flint asked for fewer calls, so the next look is at ${next}.`,

  shapesTitle: 'Shapes of the API',
  shapesUnseen: 'No answer has shown it yet.',
  shapes: (parts: readonly string[]): string => `${parts.join('. ')}.`,
  shape: (generation: string, features: readonly string[]): string =>
    `${generation === 'guide' ? 'As in the guide' : `As in ${generation}`}: ${features.join(', ')}`,
  notServed: (titles: readonly string[]): string =>
    `Not looked at, because this server has no call for it: ${titles.join('; ')}.`,

  vitalSigns: ({ orders, declines, undelivered, refunds, payments, payouts }: VitalSigns): string =>
    [
      orders
        ? `orders ${orders.all}${orders.more ? ' or more' : ''} (${orders.paid} paid${orders.unknown === 0 ? '' : `, ${orders.unknown} unknown`})`
        : 'orders unknown',
      `declines ${declines ?? 'unknown'}`,
      undelivered === undefined
        ? 'deliveries unknown'
        : undelivered === 0
          ? 'deliveries well'
          : `not delivered ${undelivered}`,
      refunds
        ? `refunds ${refunds.all}${refunds.stopped > 0 ? ` (${refunds.stopped} failed)` : ''}`
        : 'refunds unknown',
      `payments ${payments ?? 'unknown'}`,
      `payouts ${payouts ?? 'unknown'}`,
    ].join(', '),
  noVitalSigns: 'no vital signs: the account was not seen',

  turnedTitle: 'New since the look before',
  turned: {
    found: (title: string, message: string): string => `Now wrong: ${title}. ${message}`,
    well: (title: string): string => `Well again: ${title}.`,
    unknown: (title: string, message: string): string => `No longer seen: ${title}. ${message}`,
  },

  fixed: (what: string): string => `${what} Everything was looked at again.`,
  nothingToFix: (id: string) => ({
    headline: `There is nothing to put right under the name ${id}.`,
    meaning:
      'Either there is no such item, or nothing is wrong with it, or it cannot be put right from here. Nothing was changed.',
    remedy: 'The items and their fixes stand in flint-golive doctor --json.',
  }),

  badRequestId: {
    headline: 'That is no request id.',
    meaning: 'A request id is one word, from an answer of Flint or from your logs.',
    remedy: 'Give it as it stands there. A key never belongs on the command line.',
  },
  keyOnCommandLine: {
    headline: 'A key was given on the command line.',
    meaning: 'It now stands in the history of the shell and was visible to other programs. It was not used.',
    remedy:
      'Revoke it on the API keys page of the dashboard, put a new one into an environment variable, and name that variable with --key-env.',
  },
  badVariable: {
    headline: 'That is no name of an environment variable.',
    meaning: 'It has letters, digits and underscores only.',
    remedy: 'Give the name of the variable that holds the key, such as --key-env FLINT_API_KEY.',
  },
  badHealthUrl: (sentence: string) => ({
    headline: 'The health page cannot be asked.',
    meaning: sentence,
    remedy: 'Give another address with --deployed.',
  }),
  notTogether: {
    headline: 'These options do not go together.',
    meaning: 'A request, a deployed service and an account are looked at one at a time.',
    remedy: 'Leave out all but one of: the request id, --watch or --fix, and --deployed or --key-env.',
  },
  merchantAlone: {
    headline: '--merchant needs --key-env.',
    meaning: 'Only a key shows whose account it is, so nothing would be compared with the merchant.',
    remedy: 'Name the variable that holds the key with --key-env, or leave out --merchant.',
  },
  deployedHeadline: 'Which mode does the deployed service run in?',
};
