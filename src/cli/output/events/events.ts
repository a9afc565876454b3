import { z } from 'zod';
import { launchEvents } from './launch.ts';
import { failed, interrupted } from './parts.ts';
import { questionsEvents } from './questions.ts';
import { sandboxEvents } from './sandbox.ts';
import { sweepEvents } from './sweep.ts';

/** What each command can say to programs: one object a line on stdout, a `result` last. A command without a row says nothing. */
export const eventsByCommand = {
  launch: z.union([launchEvents, failed, interrupted]),
  rehearse: z.union([launchEvents, failed, interrupted]),
  sweep: z.union([sweepEvents, failed, interrupted]),
  sandbox: z.union([sandboxEvents, failed, interrupted]),
  questions: z.union([questionsEvents, failed, interrupted]),
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Any event of any command. */
export type ProgramEvent = z.infer<(typeof eventsByCommand)[keyof typeof eventsByCommand]>;
