import { z } from 'zod';

/** The version of all events. It rises when something that was there goes or changes its meaning, never for an addition. */
export const eventsVersion = 1;

/** A list; that it is not changed is of no interest to whoever reads it. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}

export const time = z.string().describe('ISO 8601, UTC');

const exitCode = z
  .literal([0, 1, 2, 3, 4, 5, 6, 70, 130])
  .describe(
    'that of the process: 0 done and verified, 1 not complete, 2 usage, 3 credentials, 4 a confirmation is missing, 5 network, 6 waiting ran out of time, 70 a fault of flint-golive, 130 interrupted',
  );

export const failure = z
  .strictObject({
    kind: z.enum(['refused', 'usage', 'credentials', 'confirmation missing', 'network', 'waited too long', 'bug']),
    headline: z.string().describe('what happened'),
    meaning: z.string().describe('what it means'),
    remedy: z.string().describe('what to do'),
    requestId: z.string().optional(),
    passing: z.enum(['transient', 'final']),
    outcome: z.enum(['nothing happened', 'unknown']).optional().describe('of a write that failed'),
    keySpent: z.boolean().optional(),
    restMilliseconds: z.number().optional().describe('how long the server asked to be left alone'),
  })
  .describe('why it stopped, in sentences');

/** What every result has. There is exactly one, and it is last. */
export const result = {
  type: z.literal('result'),
  version: z.literal(eventsVersion),
  exitCode,
};

/** How a command ends that failed, or was interrupted, before it had anything of its own to say. */
export const failed = z.strictObject({
  ...result,
  command: z.string().describe('the command that failed'),
  outcome: z.literal('failed'),
  failure,
});

export const interrupted = z.strictObject({
  ...result,
  command: z.string().describe('the command that was interrupted'),
  outcome: z.literal('interrupted'),
});

export const launchInfo = z.strictObject({
  name: z.string(),
  target: z.enum(['live', 'sandbox', 'embedded']),
  folder: z.string(),
  startedAt: time,
  resumed: z.boolean(),
});

export const account = z.strictObject({ merchantId: z.string(), name: z.string().optional() });

export const stepInfo = z.strictObject({
  id: z.string(),
  status: z.enum(['upcoming', 'current', 'done']),
  note: z.string().optional().describe('what is still open about it'),
});
