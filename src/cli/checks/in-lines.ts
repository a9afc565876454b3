import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { onInterrupt } from '../interrupts.ts';
import { writeEvent, writeResult } from '../output/stdout.ts';
import { endInWords, exitCodeOfRound } from './ending.ts';
import { checkedLines } from './lines.ts';
import { checkEvent, resultEvent } from './ndjson.ts';
import { browsedState } from './present.ts';
import type { ShownRound } from './show-round.ts';

/** Runs every check once, and says each in lines or as events for programs. */
export async function inLines({
  audience,
  round,
  presentation,
  result,
  trouble,
  afterwards,
  stop,
}: ShownRound): Promise<ExitCode> {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const json = audience === 'json';
  const { promise: interruption, resolve: interrupt } = Promise.withResolvers<'interrupted'>();
  const stopListening = onInterrupt(() => interrupt('interrupted'));
  try {
    const ended = await Promise.race([round.checkAll(), interruption]);
    if (ended !== 'interrupted') await afterwards?.();
    const items = round.items();
    if (ended === 'interrupted') {
      stop();
      if (json) writeResult(resultEvent('interrupted', exitCodes.interrupted, items, result?.()));
      return exitCodes.interrupted;
    }
    const exitCode = exitCodeOfRound(round, trouble?.());
    if (!json) {
      for (const line of checkedLines(browsedState(round, presentation()), Math.min(process.stdout.columns ?? 80, 80)))
        write(line);
      return exitCode;
    }
    for (const item of items) writeEvent(checkEvent(item));
    writeResult(resultEvent(exitCode === 0 ? 'settled' : 'open', exitCode, items, result?.()));
    return exitCode;
  } catch (error) {
    return endInWords(error, audience);
  } finally {
    stopListening();
  }
}
