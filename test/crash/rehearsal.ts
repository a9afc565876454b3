import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Crossing } from '../../src/launch/crossings.ts';
import { readJournalFile } from '../../src/launch/journal/journal-file.ts';
import type { Ledger } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { recordedEnvironment } from '../contract/suite/children.ts';

const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));

/** How one run of the program ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a run is killed: after its n-th journal entry, or at a crossing, once for each thing that crosses there. */
export type Fate = { readonly afterAppend: number } | { readonly onceAt: Crossing['point'] };

/** Runs `flint-golive rehearse --auto --json` on a state folder, to its end or to its fate. */
export async function rehearse(home: string, fate?: Fate): Promise<Ended> {
  const child = spawn(process.execPath, [entry, 'rehearse', '--auto', '--json', '--speed', '50'], {
    env: {
      PATH: process.env.PATH,
      HOME: home,
      FLINT_GOLIVE_HOME: home,
      ...recordedEnvironment(fate === undefined ? '' : `--import ${preloadOf(fate)}`),
      ...(fate === undefined ? {} : settingsOf(fate, home)),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [exitCode, signal] = await once(child, 'close');
  return { exitCode, signal, stdout, stderr };
}

function preloadOf(fate: Fate): string {
  return new URL('afterAppend' in fate ? './kill-after-append.mjs' : './kill-once.mjs', import.meta.url).href;
}

function settingsOf(fate: Fate, home: string): Record<string, string> {
  if ('afterAppend' in fate) return { KILL_AFTER_APPEND: String(fate.afterAppend) };
  return { KILL_ONCE_AT: fate.onceAt, KILLED_AT: join(home, 'killed') };
}

/** The last line of stdout, which has to be the result. */
export function resultOf({ stdout }: Ended): Record<string, unknown> {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** What the rehearsal's Flint holds, read from the state that it left. */
export async function ledgerOf(home: string): Promise<Ledger> {
  const sandbox = await startSandbox({ stateFile: join(home, 'rehearsals/default/sandbox.json') });
  const ledger = sandbox.ledger();
  await sandbox.close();
  return ledger;
}

export function journalOf(home: string) {
  const file = readJournalFile(join(home, 'rehearsals/default/journal.json'));
  if (!file) throw new Error('There is no journal.');
  return file;
}

export function projectFile(home: string, name: string): string {
  return readFileSync(join(home, 'rehearsals/default/project/shop', name), 'utf8');
}
