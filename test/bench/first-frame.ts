import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTerminal } from '../terminal/terminal.ts';

/**
 * How long it takes from the start of the program to its first frame in a pseudo-terminal, and to the first question of a
 * rehearsal. Run it after `npm run build`: node test/bench/first-frame.ts [RUNS]
 */
const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));
const runs = Number(process.argv[2] ?? 10);
const home = await mkdtemp(join(tmpdir(), 'golive-bench-'));
const frames: number[] = [];
const questions: number[] = [];
for (let run = 0; run < runs; run += 1) {
  const began = performance.now();
  const terminal = startTerminal({
    command: process.execPath,
    args: [entry, 'rehearse', '--fresh'],
    env: { FLINT_GOLIVE_HOME: home, HOME: home },
  });
  await terminal.waitForText('REHEARSAL');
  frames.push(performance.now() - began);
  await terminal.waitForText('How do you want to give Flint what it needs?', { timeout: 60_000 });
  questions.push(performance.now() - began);
  await terminal.close();
}
await rm(home, { recursive: true, force: true });
const median = (values: readonly number[]): string =>
  `${Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0)} ms`;
process.stdout.write(
  `first frame: median ${median(frames)}; first question: median ${median(questions)} (${runs} runs)\n`,
);
