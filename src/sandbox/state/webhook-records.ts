import { z } from 'zod';

export const webhookEndpointRecord = z.object({
  webhook_endpoint_id: z.string(),
  url: z.string(),
  secret: z.string(),
  /** Empty: every event type. */
  enabled_events: z.array(z.string()),
  enabled: z.boolean(),
  description: z.string().optional(),
  /** `default` or a date. */
  api_version: z.string(),
  /** Signs as well until then. */
  previous_secret: z.object({ secret: z.string(), until: z.number() }).optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WebhookEndpointRecord = z.infer<typeof webhookEndpointRecord>;

export const webhookEventRecord = z.object({
  webhook_event_id: z.string(),
  event_type: z.string(),
  test: z.boolean(),
  resource_type: z.string().optional(),
  resource_id: z.string().optional(),
  request_id: z.string().optional(),
  /** The body of every delivery of this event, byte for byte. */
  body: z.string(),
  created_at: z.string(),
});
export type WebhookEventRecord = z.infer<typeof webhookEventRecord>;

const webhookAttemptRecord = z.object({
  webhook_delivery_attempt_id: z.string(),
  delivery_trigger: z.enum(['automatic_delivery', 'automatic_retry', 'manual_resend', 'test_event']),
  attempt_number: z.number(),
  status: z.enum(['delivered', 'failed']),
  status_code: z.number().optional(),
  duration_milliseconds: z.number(),
  diagnostic_category: z.string().optional(),
  /** The beginning of what the receiver answered. */
  response_body_excerpt: z.string().optional(),
  response_content_type: z.string().optional(),
  /** Why a person sent it again. */
  reason_message: z.string().optional(),
  started_at: z.string(),
  completed_at: z.string(),
});
export type WebhookAttemptRecord = z.infer<typeof webhookAttemptRecord>;

export const webhookDeliveryRecord = z.object({
  webhook_delivery_id: z.string(),
  webhook_event_id: z.string(),
  webhook_endpoint_id: z.string(),
  status: z.enum(['pending', 'delivered', 'failed', 'suppressed']),
  attempts: z.array(webhookAttemptRecord),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WebhookDeliveryRecord = z.infer<typeof webhookDeliveryRecord>;
