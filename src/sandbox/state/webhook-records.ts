import { z } from 'zod';

export const webhookEndpointRecord = z.object({
  webhook_endpoint_id: z.string(),
  url: z.string(),
  secret: z.string(),
  /** Empty: every event type. */
  enabled_events: z.array(z.string()),
  enabled: z.boolean(),
  description: z.string().optional(),
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

export const webhookAttemptRecord = z.object({
  attempt_number: z.number(),
  status: z.enum(['delivered', 'failed']),
  status_code: z.number().optional(),
  duration_milliseconds: z.number(),
  diagnostic_category: z.string().optional(),
  started_at: z.string(),
});
export type WebhookAttemptRecord = z.infer<typeof webhookAttemptRecord>;

export const webhookDeliveryRecord = z.object({
  webhook_delivery_id: z.string(),
  webhook_event_id: z.string(),
  webhook_endpoint_id: z.string(),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.array(webhookAttemptRecord),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WebhookDeliveryRecord = z.infer<typeof webhookDeliveryRecord>;
