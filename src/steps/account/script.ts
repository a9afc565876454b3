import { FlintError } from '../../flint/errors.ts';
import { whoAmI } from '../../flint/merchant.ts';
import type { OnboardingState } from '../../flint/onboarding.ts';
import { readOnboarding, submitPath } from '../../flint/onboarding.ts';
import { type OnboardingFieldName, onboardingFieldNames } from '../../flint/onboarding-fields.ts';
import { wordOf } from '../../flint/open-word.ts';
import { explain } from '../../flint/sentences.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Evidence } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';
import { connectProduction } from '../connections.ts';
import { confirmedMerchant, isConfirmed } from '../live-key/merchant.ts';
import { chosenPlace, keyIn } from '../live-key/place.ts';
import type { ProductionKey } from '../target.ts';
import type { World } from '../world.ts';
import { cannotRead, humanStep, verification, withoutKey, words } from './copy.ts';
import { fieldQuestions, howToVerify, verifiedInDashboard } from './questions.ts';
import { submissionUndo, submitFields } from './writes.ts';

/**
 * Step 1: finish account verification (the guide, step 1). Nobody has to wait here for the review: the readiness check of
 * step 3 tells when the account clears. Verifying the live account over the API needs a live key, so without one the
 * dashboard is the way, and step 2 comes first in effect.
 */
export async function verifyAccount(step: Verbs, world: World): Promise<'verification read' | 'step 2 comes first'> {
  // The stored key first: step 2 may have replaced the one at hand.
  const place = await chosenPlace(step, world);
  const key = (place && (await keyIn(world, place))) ?? world.keyAtHand;
  if (!key) {
    step.show(withoutKey(world.target));
    const answer = await step.ask(verifiedInDashboard, { prompt: verifiedInDashboard.title, default: 'started' });
    if (answer === 'later') step.note(words.notFinished);
    return 'step 2 comes first';
  }
  return await followStateMachine(step, world, key, connectProduction(world.target, key, step.signal));
}

/**
 * Reads the state, follows its next step, and reads again, until nothing is left to do here and now. Step 2 comes first where
 * Flint does not take the key, and before anything is sent to an account that nobody confirmed.
 */
async function followStateMachine(
  step: Verbs,
  world: World,
  key: ProductionKey,
  client: ProductionClient,
): Promise<'verification read' | 'step 2 comes first'> {
  let before: string | undefined;
  for (;;) {
    const answer = await step.observe(words.reading, () => stateOrReason(client));
    if (answer === 'key refused') {
      step.tell(words.keyRefused);
      return 'step 2 comes first';
    }
    const confirmed = confirmedMerchant(step);
    if (confirmed !== undefined && client.merchantId !== confirmed) {
      step.tell(words.otherAccount);
      return 'step 2 comes first';
    }
    if ('because' in answer) {
      step.show(cannotRead(world.target, answer.because));
      await step.ask(verifiedInDashboard, { prompt: verifiedInDashboard.title, default: 'started' });
      return 'verification read';
    }
    const { state } = answer;
    settleSubmissions(step, state, answer.evidence);
    step.show(verification(world.target, state));
    if (state.status === 'complete') {
      step.prove('account.verified', words.complete, answer.evidence);
      return 'verification read';
    }
    if (state.status === 'waiting_for_review') {
      step.note(words.reviewNote);
      step.tell(words.underReview);
      return 'verification read';
    }

    const position = positionOf(state);
    const stalled = position === before;
    if (stalled) step.tell(words.stalled);
    before = position;
    const path = state.nextStep && !stalled ? submitPath(client, state.nextStep) : undefined;
    const way =
      path === undefined
        ? 'dashboard'
        : await step.ask(howToVerify, {
            prompt: howToVerify.title,
            default: 'api',
            // What is asked for later, after the launch too, is a question of its own.
            instance: wordOf(state.nextStep?.code ?? 'unknown'),
          });
    if (way === 'later') {
      step.note(words.notFinished);
      return 'verification read';
    }
    if (way === 'api' && path !== undefined) {
      if (confirmed === undefined && !(await isOurs(step, world, key, client))) return 'step 2 comes first';
      step.show(verification(world.target, state));
      const fields = await askFields(step, world, state);
      await step.perform(submitFields(client, wordOf(state.nextStep?.code ?? 'unknown'), path, fields));
    } else if ((await waitForPerson(step, world, client, state)) === 'later') {
      step.note(words.notFinished);
      return 'verification read';
    }
  }
}

/** Nothing is sent to an account that nobody confirmed as the one that goes live. */
async function isOurs(step: Verbs, world: World, key: ProductionKey, client: ProductionClient): Promise<boolean> {
  const { value: who } = await step.observe(words.identifying, () => whoAmI(client));
  return await isConfirmed(step, world, key, who);
}

async function askFields(
  step: Verbs,
  world: World,
  state: OnboardingState,
): Promise<Partial<Record<OnboardingFieldName, string>>> {
  const fields: Partial<Record<OnboardingFieldName, string>> = {};
  for (const name of onboardingFieldNames) {
    if (!state.nextStep?.requiredFields.includes(name)) continue;
    const known = knownValue(state, name) ?? world.suggested[fieldQuestions[name].id];
    fields[name] = await step.ask(fieldQuestions[name], {
      prompt: fieldQuestions[name].title,
      ...(known === undefined ? {} : { default: known }),
    });
  }
  return fields;
}

/** A submission whose answer was lost took effect when Flint asks for something else by now. */
function settleSubmissions(step: Verbs, state: OnboardingState, evidence: Evidence): void {
  const asked = `onboarding.advance.${wordOf(state.nextStep?.code ?? 'none')}.`;
  step.settle((write) => write.startsWith('onboarding.advance.') && !write.startsWith(asked), {
    result: { status: wordOf(state.status) },
    evidence,
    undo: submissionUndo,
  });
}

/** Watches until the state machine moves on, or the person goes on without it. */
async function waitForPerson(
  step: Verbs,
  world: World,
  client: ProductionClient,
  from: OnboardingState,
): Promise<'submitted' | 'later'> {
  const waited = await step.waitFor<OnboardingState, 'later'>({
    id: 'account.person',
    title: words.waitingForPerson,
    look: async () => (await readOnboarding(client)).value,
    over: (state) => positionOf(state) !== positionOf(from),
    show: (state) => humanStep(world.target, state),
    fingerprint: positionOf,
    ways: () => [{ id: 'later', key: 'l', label: words.goOnWithout }],
    otherwise: () => 'later',
  });
  return waited.kind === 'way' ? 'later' : 'submitted';
}

/** Where the state machine stands; the same position twice in a row after a submission means no progress. */
function positionOf({ status, nextStep }: OnboardingState): string {
  return [wordOf(status), wordOf(nextStep?.code ?? 'none'), ...(nextStep?.requiredFields ?? [])].join(' ');
}

function knownValue({ profile, country }: OnboardingState, name: OnboardingFieldName): string | undefined {
  switch (name) {
    case 'website_url':
      return profile?.websiteUrl;
    case 'support_email':
      return profile?.supportEmail ?? profile?.email;
    case 'support_phone':
      return profile?.supportPhone;
    case 'support_url':
      return profile?.supportUrl;
    case 'email':
      return profile?.email;
    case 'country':
      return country ?? 'US';
  }
}

type Read =
  | 'key refused'
  | { readonly state: OnboardingState; readonly evidence: Evidence }
  | { readonly because: string };

/** A key without the scope, or a server without the route, is no failure here: the dashboard does the same. */
async function stateOrReason(client: ProductionClient): Promise<Read> {
  try {
    const { value, evidence } = await readOnboarding(client);
    return { state: value, evidence };
  } catch (error) {
    if (error instanceof FlintError && error.problem === 'unauthorized') return 'key refused';
    if (error instanceof FlintError && (error.problem === 'forbidden' || error.problem === 'not-found')) {
      const { headline, meaning } = explain(error);
      return { because: `${headline} ${meaning}` };
    }
    throw error;
  }
}
