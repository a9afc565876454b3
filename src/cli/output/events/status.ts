import { z } from 'zod';
import { checked } from './checks.ts';
import { account, failure, launchInfo, listOf, result, stepInfo, time } from './parts.ts';

/** What `flint-golive status` says, and `flint-golive` where there is nobody to ask. */
export const statusEvents = z
  .strictObject({
    ...result,
    command: z.enum(['status', 'launch']),
    outcome: z.enum(['not begun', 'on its way', 'not known', 'taken back', 'no longer', 'complete']),
    next: z.strictObject({ what: z.string(), command: z.string() }).describe('what comes next, and the command for it'),
    launch: launchInfo,
    account: account.optional(),
    steps: listOf(stepInfo),
    checks: listOf(z.strictObject({ ...checked, status: z.enum(['done', 'missing', "can't tell"]) })).describe(
      'whether what was proved still holds',
    ),
    takenBack: listOf(z.strictObject({ title: z.string(), at: time })),
    failure: failure.optional(),
  })
  .describe('where the launch stands');
