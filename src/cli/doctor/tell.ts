import type { Verdict } from '../../checks/check.ts';
import { endInWords } from '../checks/ending.ts';
import { checkEvent, resultEvent } from '../checks/ndjson.ts';
import { browsedItem } from '../checks/present.ts';
import type { Item } from '../checks/round.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { untilInterrupted } from '../interrupts.ts';
import { writeEvent, writeResult } from '../output/stdout.ts';
import { copy } from './copy.ts';
import { doctorLines } from './lines.ts';

/** A few questions that are answered once: what they are about, their answers, and the exit code that follows. */
export interface Answers {
  readonly headline: string;
  readonly items: readonly Item[];
  readonly exitCode: ExitCode;
}

/** Answers a few questions in lines, or as NDJSON with one result last; nothing is kept and nothing is changed. */
export async function tellAnswers(json: boolean, ask: (signal: AbortSignal) => Promise<Answers>): Promise<ExitCode> {
  try {
    const ended = await untilInterrupted(ask);
    if (ended === 'interrupted') {
      if (json) writeResult(resultEvent('interrupted', exitCodes.interrupted, []));
      return exitCodes.interrupted;
    }
    const { headline, items, exitCode } = ended.value;
    if (json) {
      for (const item of items) writeEvent(checkEvent(item));
      writeResult(resultEvent(exitCode === exitCodes.done ? 'settled' : 'open', exitCode, items));
      return exitCode;
    }
    const shown = { command: copy.command, sum: '', headline, items: items.map(browsedItem), words: copy.standings };
    const lines = doctorLines(shown, Math.min(process.stdout.columns || 80, 80), { whole: true });
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    return exitCode;
  } catch (error) {
    return endInWords(error, json ? 'json' : 'plain');
  }
}

/** 0 only if every verdict is `done`. */
export function exitCodeOfVerdicts(verdicts: readonly Verdict[]): ExitCode {
  return verdicts.length > 0 && verdicts.every(({ status }) => status === 'done')
    ? exitCodes.done
    : exitCodes.notComplete;
}
