import { z } from 'zod';
import { ranToItsEnd, runEvents } from './launch.ts';
import { listOf, result } from './parts.ts';

const item = z
  .strictObject({
    title: z.string(),
    outcome: z
      .enum(['taken back', 'left', 'failed', 'by hand', 'impossible', 'possible'])
      .describe('by hand: only a person can take it back, somewhere else; possible: nobody said yes to it'),
    because: z.string().optional(),
  })
  .describe('a thing that the launch made or changed, and what became of it');

const undoResult = z
  .strictObject({ ...result, command: z.literal('undo'), ...ranToItsEnd, items: listOf(item) })
  .describe('what was taken back, and what was not');

/** What `flint-golive undo` says. */
export const undoEvents = z.union([...runEvents, undoResult]);
