import { z } from 'zod';

export const apiKeyRecord = z.object({
  api_key_id: z.string(),
  name: z.string(),
  secret_key: z.string(),
  scopes: z.array(z.string()),
  status: z.enum(['active', 'revoked']),
  /** The sandbox it is bound to, when that is not the default one. */
  foreign_sandbox_id: z.string().optional(),
  expires_at: z.string().optional(),
  last_used_at: z.string().optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type ApiKeyRecord = z.infer<typeof apiKeyRecord>;

/** What Flint asked for after the account was verified; when it was handed in, and when the review of that ends. */
const remediationRecord = z.object({
  requirements: z.array(z.string()),
  raised_at: z.number(),
  /** Until then the account works on. Absent: nothing is due yet. */
  deadline_at: z.number().optional(),
  handed_in_at: z.number().optional(),
  reviewed_at: z.number().optional(),
});
export type RemediationRecord = z.infer<typeof remediationRecord>;

/** What was submitted for the verification of the account, and when the review of it ends. */
export const onboardingRecord = z.object({
  country: z.string(),
  requested_capabilities: z.array(z.string()),
  profile: z.object({
    email: z.string(),
    support_email: z.string().optional(),
    support_phone: z.string().optional(),
    support_url: z.string().optional(),
    website_url: z.string().optional(),
  }),
  /** When the person finished the identity document and the bank account. */
  verification_completed_at: z.string().optional(),
  review: z.object({ payments_ready_at: z.number(), payouts_ready_at: z.number() }).optional(),
  remediation: remediationRecord.optional(),
});
export type OnboardingRecord = z.infer<typeof onboardingRecord>;

/** Settings as they were set, group by group; a group that was never set is absent (API notes, settings section 1). */
export const settingsRecord = z.object({
  version: z.number(),
  groups: z.record(z.string(), z.record(z.string(), z.unknown())),
  metadata: z.record(z.string(), z.string()),
  created_at: z.string(),
  updated_at: z.string(),
});
export type SettingsRecord = z.infer<typeof settingsRecord>;

/** A sandbox of the merchant besides the default one, which is the test plane itself. */
export const sandboxRecord = z.object({
  sandbox_id: z.string(),
  name: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type SandboxRecord = z.infer<typeof sandboxRecord>;

/** A sign-up over the API, from the mailed code to the session token. */
export const signUpRecord = z.object({
  verification_token: z.string(),
  /** Six digits. Nothing is mailed; the dashboard shows them. */
  verification_code: z.string(),
  attempts: z.number(),
  expires_at: z.number(),
  user_id: z.string(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  session: z.object({ token: z.string(), expires_at: z.number() }).optional(),
});
export type SignUpRecord = z.infer<typeof signUpRecord>;

/** One request of a key, without its bodies (API notes, money section 7). */
export const requestLogRecord = z.object({
  api_request_log_id: z.string(),
  api_key_id: z.string(),
  request_id: z.string(),
  http_method: z.string(),
  path: z.string(),
  route_pattern: z.string().optional(),
  status_code: z.number(),
  latency_milliseconds: z.number(),
  error_code: z.string().optional(),
  error_summary: z.string().optional(),
  resource_type: z.string().optional(),
  resource_id: z.string().optional(),
  requested_api_version: z.string().optional(),
  served_api_version: z.string(),
  created_at: z.string(),
});
export type RequestLogRecord = z.infer<typeof requestLogRecord>;

/** What refunds can be paid from. */
export const balanceRecord = z.object({
  /** A refund needs money behind it; otherwise the account is taken to have enough. */
  limited: z.boolean(),
  /** Minor units besides what was paid and refunded here. */
  other_money: z.number(),
});
