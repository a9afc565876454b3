import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { recordedEnvironment } from '../contract/suite/children.ts';

const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));

const readyEvent = z.strictObject({
  type: z.literal('ready'),
  url: z.url(),
  dashboardUrl: z.url(),
  keys: z.strictObject({ test: z.string(), live: z.string() }),
  merchantId: z.string(),
  controlUrl: z.url().optional(),
  stateFile: z.string().optional(),
  seed: z.enum(['planted', 'not read']).optional(),
  faults: z.array(z.string()),
  curl: z.string(),
});

/** `flint-golive sandbox --json`, running. */
export interface SandboxProgram {
  readonly ready: z.infer<typeof readyEvent>;
  /** Sends a signal and waits for the end: the exit code, and the lines that came after the first. */
  end(signal: NodeJS.Signals): Promise<{ readonly exitCode: number | null; readonly lines: readonly string[] }>;
}

/** Starts the program with `--json` and waits until it says that it is ready. It is killed when the test ends. */
export async function startSandboxProgram(home: string, words: readonly string[]): Promise<SandboxProgram> {
  const child = start(home, ['--json', ...words]);
  const closed = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  const ready = readyEvent.parse(JSON.parse(String(first.value)));
  return {
    ready,
    async end(signal) {
      child.kill(signal);
      const rest: string[] = [];
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) rest.push(next.value);
      const [exitCode] = await closed;
      return { exitCode, lines: rest };
    },
  };
}

/** Runs the program for a person, and interrupts it once it has said a text. */
export async function interruptAt(
  text: string,
  home: string,
  words: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly stdout: string }> {
  const child = start(home, words);
  let stdout = '';
  let interrupted = false;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    if (!interrupted && stdout.includes(text)) interrupted = child.kill('SIGINT');
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, stdout };
}

function start(home: string, words: readonly string[]) {
  return spawn(process.execPath, [entry, 'sandbox', ...words], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, FLINT_GOLIVE_HOME: `${home}/state`, ...recordedEnvironment() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
