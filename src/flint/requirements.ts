import { z } from 'zod';
import { flag, integer, listOf, optionalObject, text, texts, time } from './wire/fields.ts';

/** What verification still needs, as Flint's requirement codes (`requirementWords` gives the sentences). */
export type Requirements = z.output<typeof requirementsFields>;

const requirementsFields = z
  .object({
    currently_due: texts,
    past_due: texts,
    eventually_due: texts,
    pending_verification: texts,
    disabled_reason: text,
    current_deadline_at: time,
  })
  .transform((wire) => ({
    /** Due now. */
    currentlyDue: wire.currently_due,
    /** Overdue. */
    pastDue: wire.past_due,
    /** Not blocking yet. */
    eventuallyDue: wire.eventually_due,
    /** Submitted and under review. */
    pendingVerification: wire.pending_verification,
    disabledReason: wire.disabled_reason,
    deadline: wire.current_deadline_at,
  }));

const nextAction = z
  .object({
    action_type: text,
    reason_code: text,
    reason_message: text,
    url: text,
    required_scope: text,
    required_fields: texts,
    requires_human_confirmation: flag,
    suggested_delay_milliseconds: integer,
  })
  .transform((wire) => ({
    actionType: wire.action_type,
    reasonCode: wire.reason_code,
    reasonMessage: wire.reason_message,
    url: wire.url,
    requiredScope: wire.required_scope,
    requiredFields: wire.required_fields,
    requiresHumanConfirmation: wire.requires_human_confirmation,
    suggestedDelayMilliseconds: wire.suggested_delay_milliseconds,
  }));

/** The requirements of a merchant. Undefined when the answer states none at all. */
export const requirements = optionalObject(requirementsFields);

/** A list of next actions; it may be empty even when something is blocked. */
export const nextActions = listOf(nextAction);
