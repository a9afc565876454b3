import { pageOfFlint } from '../../flint/launch-link.ts';
import type { OnboardingState, OnboardingStep } from '../../flint/onboarding.ts';
import type { OnboardingFieldName } from '../../flint/onboarding-fields.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { Block, Sheet } from '../../launch/sheet.ts';
import { laterBlock, requirementLists } from '../requirement-blocks.ts';
import type { Target } from '../target.ts';

const fields: Readonly<Record<OnboardingFieldName, string>> = {
  website_url: 'The website of the business',
  support_email: 'The e-mail address that customers can write to',
  support_phone: 'The telephone number that customers can call',
  support_url: 'The page where customers find help',
  email: 'The e-mail address of the business',
  country: 'The country of the business',
};

/** A field of the onboarding state machine, in words. */
export function fieldWords(name: OnboardingFieldName): string {
  return fields[name];
}

/** Step 1 without a key that can read the state. */
export function withoutKey(target: Target): Sheet {
  return {
    headline: 'Charging real cards requires a verified account.',
    blocks: [
      {
        kind: 'text',
        text: 'It takes your business profile, identity verification and a bank account for payouts. The dashboard walks you through exactly what is still required.',
      },
      {
        kind: 'text',
        text: 'What is still open can be read with a live key only, so step 2 comes first; then this step goes on, here or in the dashboard. You do not have to wait for the review: step 3 tells you when the account clears.',
        tone: 'quiet',
      },
      ...dashboardBlock(target),
    ],
  };
}

/** Where verification stands. */
export function verification(target: Target, state: OnboardingState): Sheet {
  return {
    headline: headlines(state),
    blocks: [
      ...(state.requirements ? requirementLists(state.requirements) : []),
      ...(state.requirements ? laterBlock(state.requirements) : []),
      ...(state.status === 'complete' || state.status === 'waiting_for_review' ? [] : dashboardBlock(target)),
    ],
  };
}

/** The handing over of a step that only a person can do. */
export function humanStep(target: Target, state: OnboardingState): Sheet {
  const sheet = verification(target, state);
  const link = verifyLink(target, state.nextStep);
  return {
    headline: 'The next part is for a person: identity papers and bank details never go through this program.',
    blocks: [
      ...(link ? [link] : []),
      ...sheet.blocks.filter((block) => block.kind !== 'link'),
      { kind: 'text', text: 'This screen notices by itself when it was submitted.', tone: 'quiet' },
    ],
  };
}

/** Said when the key may not read the state, or the server has no such route. */
export function cannotRead(target: Target, because: string): Sheet {
  return {
    headline: 'The state of verification cannot be read here.',
    blocks: [
      { kind: 'text', text: because },
      { kind: 'text', text: 'Finish it in the dashboard; step 3 shows whether the account is clear.' },
      ...dashboardBlock(target),
    ],
  };
}

export const words = {
  reading: 'Reading what Flint still needs to verify the account',
  complete: 'Account verification is complete.',
  keyRefused: 'Flint does not take this key any more. Step 2 asks for another one; then this step goes on.',
  otherAccount: 'This key is of another account than the one you confirmed. Step 2 comes first.',
  identifying: 'Asking Flint whose account this is',
  underReview: 'Flint is reviewing what was submitted. Nothing to do but go on.',
  goesOn: 'goes on after step 2',
  notFinished: 'verification not finished',
  reviewNote: 'under review',
  waitingForPerson: 'Waiting until the verification was submitted',
  goOnWithout: 'go on, finish it later',
  stalled: 'Flint asks for the same fields again, although they were sent. The dashboard says what is wrong with them.',
  submit: 'Send the business profile to Flint',
};

function headlines(state: OnboardingState): string {
  switch (state.status) {
    case 'complete':
      return 'The account is verified.';
    case 'waiting_for_review':
      return 'Flint is reviewing the account. You do not have to wait for it.';
    case 'needs_input':
      return 'Flint still needs something to verify the account.';
    case 'needs_external_action':
      return 'Flint still needs something that only a person can give.';
    case 'ready_for_api_key':
      return 'The account is ready for its first key.';
    default:
      return `Flint says “${wordOf(state.status)}”, which this version does not know. The dashboard shows what it means.`;
  }
}

function dashboardBlock(target: Target): readonly Block[] {
  if (target.dashboardUrl === undefined) return [];
  return [{ kind: 'link', purpose: 'dashboard', label: 'The dashboard', url: target.dashboardUrl }];
}

/** The page on which a person does a human step, where Flint names one of its own; else the dashboard. */
function verifyLink(target: Target, step: OnboardingStep | undefined): Block | undefined {
  const { endpoint, method } = step?.launch ?? {};
  const page = method?.toUpperCase() === 'GET' && endpoint ? pageOfFlint(target.baseUrl, endpoint) : undefined;
  const url = page ?? target.dashboardUrl;
  return url === undefined
    ? undefined
    : { kind: 'link', purpose: 'verify', label: 'Submit identity and bank details here', url };
}
