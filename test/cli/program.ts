import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { recordedEnvironment } from '../contract/suite/children.ts';
import { type Ended, endedOf } from '../ended.ts';

const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));

/** How a run of the program without a terminal ended. */
export type Run = Ended;

/** Runs the program itself without a terminal, with nothing of this process's environment but PATH. */
export async function runProgram(
  words: readonly string[],
  options: {
    readonly home: string;
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    /** What is on standard input; nothing when absent. */
    readonly input?: string;
  },
): Promise<Run> {
  const { home, cwd, env, input } = options;
  const child = spawn(process.execPath, [entry, ...words], {
    cwd: cwd ?? home,
    env: { PATH: process.env.PATH, HOME: home, FLINT_GOLIVE_HOME: `${home}/state`, ...recordedEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined).end(input ?? '');
  return await endedOf(child);
}

/** Every line as the object that it has to be. */
export function eventsOf(run: Run): readonly Record<string, unknown>[] {
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** What was said, as running text. */
export function words(run: Run): string {
  return `${run.stdout} ${run.stderr}`.replace(/\s+/g, ' ');
}
