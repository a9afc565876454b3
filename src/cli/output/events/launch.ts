import { z } from 'zod';
import { account, failure, launchInfo, listOf, result, stepInfo, time } from './parts.ts';

const step = z.strictObject({ type: z.literal('step'), step: z.string() }).describe('a step begins');

const happening = z
  .strictObject({
    type: z.literal('happening'),
    at: time,
    step: z.string(),
    kind: z.enum(['observed', 'answered', 'performed', 'adopted', 'remembered', 'proved', 'changed', 'refused']),
    text: z.string(),
    requestId: z.string().optional(),
  })
  .describe('something that happened in this run, said once');

const waiting = z
  .strictObject({
    type: z.literal('waiting'),
    step: z.string(),
    id: z.string(),
    title: z.string(),
    since: time,
    nextLookAt: time,
    trouble: z.string().optional().describe('why the last look failed; the wait goes on'),
  })
  .describe('the launch waits for something outside');

const notice = z
  .strictObject({ type: z.literal('notice'), step: z.string(), at: time, text: z.string() })
  .describe('a wait has turned');

const proof = z.strictObject({
  name: z.string(),
  step: z.string(),
  text: z.string(),
  evidence: z
    .strictObject({
      at: time,
      requestId: z.string().optional(),
      mode: z.string().optional(),
      method: z.string().optional(),
      path: z.string().optional(),
      status: z.int().optional(),
      generation: z.string().optional(),
      replayed: z.boolean().optional().describe('the answer was that of an earlier, same request'),
    })
    .describe('the request that proved it'),
});

/** How a run of a script ended; a command may add to it. */
export const ranToItsEnd = {
  outcome: z.enum(['finished', 'left', 'failed']),
  failure: failure.optional(),
  launch: launchInfo.optional().describe('absent when it could not even be opened'),
  account: account.optional(),
  steps: listOf(stepInfo).optional(),
  proofs: listOf(proof).optional(),
};

const launchResult = z
  .strictObject({ ...result, command: z.enum(['launch', 'rehearse']), ...ranToItsEnd })
  .describe('how the launch ended, and what that is based on');

/** What `flint-golive` and `flint-golive rehearse` say. */
export const launchEvents = z.union([step, happening, waiting, notice, launchResult]);

/** What a script says while it runs, whatever it does. */
export const runEvents = [step, happening, waiting, notice] as const;
