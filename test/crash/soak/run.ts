import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { type Ended, endedOf } from '../../ended.ts';
import type { Blow } from './plan.ts';

const entry = fileURLToPath(new URL('../../../bin/flint-golive.js', import.meta.url));
const preload = new URL('../boundaries.ts', import.meta.url).href;

/** One run of the program, and what happened to it. */
export interface LiveRun extends Ended {
  readonly blow: Blow | undefined;
}

export interface LiveRunOptions {
  readonly home: string;
  readonly project: string;
  readonly sandbox: Sandbox;
  readonly answersFile: string;
  /** How far the clock is ahead, in milliseconds. */
  readonly ahead: number;
  readonly blow: Blow | undefined;
}

/** The longest that one run may take; one that hangs is ended and complained about. */
const longestRun = 120_000;

/** Runs the live launch without a terminal, to its end or until something happens to it. */
export async function runLive(options: LiveRunOptions): Promise<LiveRun> {
  const { home, project, sandbox, answersFile, ahead, blow } = options;
  const record = join(home, 'crash');
  mkdirSync(record, { recursive: true });
  const words = ['--json', '--answers', answersFile, '--wait', '60s', '--live'];
  const confirmations = ['--confirm-charge', '1.00USD', '--confirm-refund', '1.00USD'];
  const child = spawn(process.execPath, [entry, ...words, ...confirmations], {
    cwd: project,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      FLINT_GOLIVE_HOME: join(home, 'state'),
      FLINT_BASE_URL: sandbox.baseUrl,
      FLINT_API_KEY: sandbox.keys.live,
      FLINT_TEST_API_KEY: sandbox.keys.test,
      NODE_OPTIONS: `--import ${preload}`,
      CRASH_FOLDER: record,
      CRASH_CLOCK_AHEAD: String(ahead),
      CRASH_HURRY: '40',
      CRASH_AT: String(blow?.at ?? 0),
      ...(blow === undefined ? {} : { CRASH_FATE: blow.fate }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestRun,
    killSignal: 'SIGABRT',
  });
  return { ...(await endedOf(child)), blow };
}
