import { z } from 'zod';
import { roundEvents } from './checks.ts';
import { doctorEvents } from './doctor.ts';
import { launchEvents } from './launch.ts';
import { failed, interrupted } from './parts.ts';
import { questionsEvents } from './questions.ts';
import { reportEvents } from './report.ts';
import { sandboxEvents } from './sandbox.ts';
import { statusEvents } from './status.ts';
import { sweepEvents } from './sweep.ts';
import { undoEvents } from './undo.ts';

/** What each command can say to programs: one object a line on stdout, a `result` last. A command without a row says nothing. */
export const eventsByCommand = {
  launch: z.union([launchEvents, statusEvents, failed, interrupted]),
  rehearse: z.union([launchEvents, failed, interrupted]),
  status: z.union([statusEvents, failed, interrupted]),
  checklist: z.union([roundEvents, failed, interrupted]),
  doctor: z.union([doctorEvents, failed, interrupted]),
  report: z.union([reportEvents, failed, interrupted]),
  undo: z.union([undoEvents, failed, interrupted]),
  sweep: z.union([sweepEvents, failed, interrupted]),
  sandbox: z.union([sandboxEvents, failed, interrupted]),
  questions: z.union([questionsEvents, failed, interrupted]),
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Any event of any command. */
export type ProgramEvent = z.infer<(typeof eventsByCommand)[keyof typeof eventsByCommand]>;
