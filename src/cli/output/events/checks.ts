import { z } from 'zod';
import { listOf, result, time } from './parts.ts';

const checkEvidence = z
  .strictObject({ what: z.string(), at: time, requestId: z.string().optional() })
  .describe('what was looked at, and when');

const fix = z.strictObject({ title: z.string(), effect: z.string() }).describe('what can be put right in place');

/** One checked item, as every command tells it. */
export const checked = {
  id: z.string(),
  title: z.string(),
  message: z.string().optional(),
  detail: z.string().optional(),
  remedy: z.string().optional(),
  evidence: listOf(checkEvidence),
};

export const check = z
  .strictObject({
    type: z.literal('check'),
    ...checked,
    group: z.string().optional(),
    status: z
      .enum(['done', 'attested', 'missing', "can't tell"])
      .describe('done: seen to hold; attested: a person says so; missing: seen not to hold'),
    fix: fix.optional(),
    attested: z.strictObject({ by: z.string(), at: time }).optional(),
  })
  .describe('a check, and what came of it');

/** What every result of a round of checks has. */
export const roundResultFields = {
  ...result,
  outcome: z.enum(['settled', 'open', 'interrupted']),
  counts: z.strictObject({ done: z.int(), attested: z.int(), "can't tell": z.int(), missing: z.int() }),
};

const roundResult = z.strictObject({
  ...roundResultFields,
  command: z.literal('checklist'),
  launch: z.strictObject({ target: z.enum(['live', 'sandbox', 'embedded']), name: z.string() }).optional(),
  account: z.strictObject({ merchantId: z.string() }).optional(),
});

/** What a round of checks says. */
export const roundEvents = z.union([check, roundResult]);
