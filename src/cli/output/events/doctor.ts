import { z } from 'zod';
import { check, roundResultFields } from './checks.ts';
import { account, listOf, time } from './parts.ts';

const vitalSigns = z
  .strictObject({
    since: time.describe('what is counted happened after it'),
    orders: z
      .strictObject({
        all: z.int(),
        paid: z.int(),
        unknown: z.int().describe('with a status that says neither'),
        more: z.boolean().describe('there are others besides'),
      })
      .optional(),
    declines: z.int().optional().describe('unpaid orders that were declined, among the newest ten'),
    undelivered: z.int().optional().describe('events that did not arrive'),
    refunds: z.strictObject({ all: z.int(), stopped: z.int() }).optional(),
    payments: z.string().optional(),
    payouts: z.string().optional(),
  })
  .describe('what a launch day shows at a glance; what could not be read is absent');

const look = z
  .strictObject({ type: z.literal('look'), at: time, healthy: z.boolean(), vitalSigns: vitalSigns.optional() })
  .describe('one look at the account; after it come the checks that are not as they were told before');

const turn = z
  .strictObject({
    type: z.literal('turn'),
    at: time,
    turned: z.enum(['found', 'well', 'unknown']),
    id: z.string().describe('of the check'),
    text: z.string(),
  })
  .describe('something is no longer as it was at an earlier look');

const doctorResult = z
  .strictObject({
    ...roundResultFields,
    command: z.literal('doctor'),
    target: z.enum(['live', 'sandbox', 'embedded']).optional(),
    account: account.optional(),
    at: time.optional().describe('the last look; absent when none came to its end'),
    healthy: z.boolean().optional().describe('everything was seen, and seen to be well'),
    vitalSigns: vitalSigns.optional(),
    generations: z
      .record(z.string(), z.enum(['guide', '2026-09-07']))
      .optional()
      .describe('which shape of the API each feature was found to have'),
    notServed: listOf(z.string()).optional().describe('checks that this server has no call for'),
  })
  .describe('how it stood at the last look');

/** What `flint-golive doctor` says. */
export const doctorEvents = z.union([check, look, turn, doctorResult]);
