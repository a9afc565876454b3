import { eventsByCommand, type ProgramEvent } from '../../../src/cli/output/events/events.ts';
import type { Run } from '../program.ts';

/**
 * Every line of a run with `--json` as the event that the schemas promise for this command, with nothing besides.
 *
 * @throws when a line is none of them, when there is not exactly one result, or when it is not last
 */
export function promisedEvents(command: keyof typeof eventsByCommand, { stdout }: Pick<Run, 'stdout'>): ProgramEvent[] {
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const parsed = eventsByCommand[command].safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`not promised: ${line}\n${parsed.error.message}`);
      return parsed.data;
    });
  const results = events.filter(({ type }) => type === 'result');
  if (results.length !== 1 || events.at(-1) !== results[0]) throw new Error(`not one result, last: ${stdout}`);
  return events;
}

/** The commands that speak to programs. */
export const commandNames = Object.keys(eventsByCommand) as (keyof typeof eventsByCommand)[]; // Its own keys.

/** The words that start a command. */
export function wordsOf(command: keyof typeof eventsByCommand): string[] {
  return command === 'launch' ? [] : [command];
}
