import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type OnboardingFields, onboardingFieldNames } from './onboarding-fields.ts';
import { requirements } from './requirements.ts';
import { resource } from './wire/envelope.ts';
import { flag, listOf, optionalId, optionalObject, text, texts, time } from './wire/fields.ts';
import { openEnum } from './wire/open-enum.ts';

/** Where account verification stands (the guide, step 1; the API notes, keys, section 4). */
export type OnboardingState = z.output<typeof onboardingState>;

/** One thing to do next, and who does it. A human step has a launch hint instead of submit fields. */
export type OnboardingStep = z.output<typeof onboardingStep>;

const launch = z
  .object({ component: text, endpoint: text, method: text })
  .transform((wire) => ({ component: wire.component, endpoint: wire.endpoint, method: wire.method }));

const onboardingStep = z
  .object({
    code: openEnum([
      'check_onboarding_state',
      'start_onboarding',
      'complete_business_profile',
      'complete_verification_step',
      'wait_for_review',
      'create_api_key',
    ]),
    owner: openEnum(['agent', 'human', 'system']),
    machine_completable: flag,
    required_fields: texts,
    submit_endpoint: text,
    submit_method: text,
    launch: optionalObject(launch),
  })
  .transform((wire) => ({
    code: wire.code,
    owner: wire.owner,
    machineCompletable: wire.machine_completable === true,
    requiredFields: wire.required_fields,
    submitEndpoint: wire.submit_endpoint,
    submitMethod: wire.submit_method ?? 'POST',
    launch: wire.launch,
  }));

const profile = z
  .object({ email: text, support_email: text, support_phone: text, support_url: text, website_url: text })
  .transform((wire) => ({
    email: wire.email,
    supportEmail: wire.support_email,
    supportPhone: wire.support_phone,
    supportUrl: wire.support_url,
    websiteUrl: wire.website_url,
  }));

const onboardingState = z
  .object({
    status: openEnum(['needs_input', 'ready_for_api_key', 'needs_external_action', 'waiting_for_review', 'complete']),
    can_issue_api_key: flag,
    merchant_id: optionalId,
    profile: optionalObject(profile),
    requirements,
    next_step: optionalObject(onboardingStep),
    available_actions: listOf(onboardingStep),
    pending_steps: listOf(onboardingStep),
    country: text,
    requested_capabilities: texts,
    readiness_observed_at: time,
  })
  .transform((wire) => ({
    status: wire.status,
    canIssueApiKey: wire.can_issue_api_key === true,
    merchantId: wire.merchant_id,
    profile: wire.profile,
    requirements: wire.requirements,
    nextStep: wire.next_step,
    availableActions: wire.available_actions,
    pendingSteps: wire.pending_steps,
    country: wire.country,
    requestedCapabilities: wire.requested_capabilities,
    readinessObservedAt: wire.readiness_observed_at,
  }));

/** Reads the state machine; reading changes nothing. */
export async function readOnboarding(client: FlintClient): Promise<Answer<OnboardingState>> {
  return await client.request({ method: 'GET', path: '/v1/onboarding/state', answer: resource(onboardingState) });
}

/** Submits values for the next step, or, with no fields, only refreshes the state. `path` comes from `submitPath`. */
export async function advanceOnboarding(
  client: FlintClient,
  submission: { readonly fields?: OnboardingFields; readonly path?: string; readonly idempotencyKey: string },
): Promise<Answer<OnboardingState>> {
  const { country, ...rest } = submission.fields ?? {};
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return await client.request({
    method: 'POST',
    path: submission.path ?? '/v1/onboarding/advance',
    body: {
      ...(country === undefined ? {} : { country }),
      ...(given.length === 0 ? {} : { profile: Object.fromEntries(given) }),
    },
    idempotencyKey: submission.idempotencyKey,
    answer: resource(onboardingState),
  });
}

/**
 * Where a step's fields are to be sent, if this program can send them: a machine step, only known fields, POST, and a path below
 * `/v1/onboarding/` of the same origin. Otherwise undefined, and the step is for the dashboard.
 */
export function submitPath(client: FlintClient, step: OnboardingStep): string | undefined {
  const known: readonly string[] = onboardingFieldNames;
  if (!step.machineCompletable || !step.requiredFields.every((field) => known.includes(field))) return undefined;
  if (step.submitEndpoint === undefined || step.submitMethod.toUpperCase() !== 'POST') return undefined;
  if (!URL.canParse(step.submitEndpoint, client.baseUrl.origin)) return undefined;
  const url = new URL(step.submitEndpoint, client.baseUrl.origin);
  if (url.origin !== client.baseUrl.origin || url.search !== '' || url.hash !== '') return undefined;
  return /^\/v1\/onboarding\/[a-z-]+$/.test(url.pathname) ? url.pathname : undefined;
}
