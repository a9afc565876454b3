import { plainTextWithin } from '../../launch/plain-text.ts';
import type { UndoEnding } from '../../steps/undo/script.ts';
import { undoStep } from '../../steps/undo/step.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { ResultToWrite } from '../output/stdout.ts';
import { runSession } from '../session.ts';
import { type StandingFlags, whereIs } from '../standing/where.ts';
import { audienceOf } from '../terminal.ts';
import { namingFlags, typedCommand } from '../typed-command.ts';

/** What `undo` takes besides what names the launch. */
export interface UndoFlags extends StandingFlags {
  /** Take all of it back without asking for each. */
  readonly yes?: boolean;
  /** Consent, without a terminal, that a live launch is taken back. */
  readonly live?: boolean;
}

/** `flint-golive undo`: everything that the launch made, last made first, and how it is taken back; each is asked for. */
export async function undo(flags: UndoFlags, programVersion: string): Promise<ExitCode> {
  const audience = audienceOf({ json: flags.json === true });
  const where = whereIs(flags, process.env);
  const isLive = where.target === 'live';
  const given = flags.yes === true && (!isLive || flags.live === true);
  let endings: readonly UndoEnding[] = [];
  return await runSession({
    audience,
    name: where.name,
    target: where.target,
    folder: where.project,
    comeBack: typedCommand('undo', ...namingFlags(where)),
    notices: false,
    steps: [undoStep],
    result: (result) => ({ ...result, items: plainTextWithin(endings) }) as ResultToWrite, // The items are what makes it the result of undo.
    prepare: async () => {
      const { openUndo } = await import('../undo/open-undo.ts');
      return await openUndo({
        where,
        environment: process.env,
        programVersion,
        interactive: audience === 'screens',
        consent: given ? 'given' : audience === 'screens' ? 'ask' : 'missing',
        flags: isLive ? '--yes and --live' : '--yes',
        ended: (all) => {
          endings = all;
        },
      });
    },
  });
}
