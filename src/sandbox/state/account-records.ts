import { z } from 'zod';

export const apiKeyRecord = z.object({
  api_key_id: z.string(),
  name: z.string(),
  secret_key: z.string(),
  scopes: z.array(z.string()),
  status: z.enum(['active', 'revoked']),
  expires_at: z.string().optional(),
  last_used_at: z.string().optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type ApiKeyRecord = z.infer<typeof apiKeyRecord>;

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
