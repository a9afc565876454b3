import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJournalFile } from '../../src/launch/journal/journal-file.ts';
import { type Ledger, startSandbox } from '../../src/sandbox/index.ts';
import { type Ended, endedOf } from '../ended.ts';
import type { Fate } from './fates.ts';

const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));
const preload = new URL('./boundaries.ts', import.meta.url).href;

export interface RunOptions {
  /** Holds the state folder of the program and, beside it, what the boundaries recorded. */
  readonly home: string;
  /** What happens at every boundary; absent: each has its own fate. */
  readonly fate?: Fate;
  /** Of the boundaries only the part number of so many parts, as in `0/2`. */
  readonly share?: string;
  /** How far the clock of the machine is ahead, in milliseconds. */
  readonly clockAhead: number;
  /** Nothing happens to it. */
  readonly unharmed?: boolean;
  readonly environment?: (nodeOptions: string) => Record<string, string>;
}

/** The state folder of the program. */
export function stateIn(home: string): string {
  return join(home, 'state');
}

/** What the boundaries recorded: lines in `seen` and `ordinary`, and in `struck` with the fate before each. */
export function recordIn(home: string, name: 'seen' | 'struck' | 'ordinary'): string[] {
  try {
    return readFileSync(join(home, 'crash', name), 'utf8')
      .split('\n')
      .slice(0, -1);
  } catch {
    return [];
  }
}

/** Runs `flint-golive rehearse --auto --json` to its end, or until something happens to it. */
export async function rehearse(options: RunOptions): Promise<Ended> {
  const { home, fate, share, clockAhead, unharmed = false, environment = plain } = options;
  mkdirSync(join(home, 'crash'), { recursive: true });
  const child = spawn(process.execPath, [entry, 'rehearse', '--auto', '--json', '--speed', '500'], {
    env: {
      PATH: process.env.PATH,
      HOME: home,
      FLINT_GOLIVE_HOME: stateIn(home),
      ...(unharmed ? {} : { CRASH_FOLDER: join(home, 'crash') }),
      CRASH_CLOCK_AHEAD: String(clockAhead),
      ...(fate === undefined ? {} : { CRASH_FATE: fate }),
      ...(share === undefined ? {} : { CRASH_SHARE: share }),
      ...environment(`--import ${preload}`),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestRun,
    killSignal: 'SIGABRT',
  });
  return await endedOf(child);
}

/** A run takes seconds; one that does not end at all is ended by a signal that is nobody's fate. In milliseconds. */
const longestRun = 300_000;

const plain = (nodeOptions: string): Record<string, string> => ({ NODE_OPTIONS: nodeOptions });

/** The folder of the rehearsal. */
export function rehearsalIn(home: string): string {
  return join(stateIn(home), 'rehearsals/default');
}

/** What the rehearsal's Flint holds, read from the state that it left. */
export async function ledgerOf(home: string): Promise<Ledger> {
  const sandbox = await startSandbox({ stateFile: join(rehearsalIn(home), 'sandbox.json') });
  const ledger = sandbox.ledger();
  await sandbox.close();
  return ledger;
}

export function journalOf(home: string) {
  const file = readJournalFile(join(rehearsalIn(home), 'journal.json'));
  if (!file) throw new Error('There is no journal.');
  return file;
}
