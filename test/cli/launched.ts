import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startDeployedShop } from '../../src/cli/rehearse/deployed-shop.ts';
import { readRecord } from '../../src/cli/rehearse/record.ts';
import { launchFolder } from '../../src/cli/state-folder.ts';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { readJournalFile } from '../../src/launch/journal/journal-file.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { runProgram } from './program.ts';

/** A folder that was launched in live, and a Flint on this machine that it was launched at. */
export interface Launched {
  readonly home: string;
  readonly project: string;
  readonly sandbox: Sandbox;
  readonly journalFile: string;
  /** What the program needs to find that Flint; the key lies in the project’s env file. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** A rehearsal has one place for its secrets; in live that is asked. */
const placeChosen: Entry = {
  type: 'answered',
  at: '2026-07-02T18:00:00.000Z',
  key: 'live-key.place',
  question: 'live-key.place',
  step: 'live-key',
  title: 'Where should the secrets of production go?',
  value: 'env-file',
  shown: 'An env file',
  by: 'person',
};

/**
 * Makes a launched folder out of a rehearsal that ran to its end: the same journal, called live, and the same Flint, started again.
 * A launch in live itself takes longer, and is tested by itself.
 */
export async function launchedFolder(): Promise<Launched> {
  const home = await mkdtemp(join(tmpdir(), 'golive-launched-'));
  const run = await runProgram(['rehearse', '--auto', '--json', '--speed', '50'], { home });
  if (run.exitCode !== 0) throw new Error(`The rehearsal ended with ${run.exitCode}: ${run.stdout} ${run.stderr}`);
  const rehearsal = join(home, 'state/rehearsals/default');
  const project = join(rehearsal, 'project/shop');
  const journalFile = join(launchFolder(join(home, 'state'), project, 'live', 'default'), 'journal.json');
  await mkdir(dirname(journalFile), { recursive: true });
  const journal = readJournalFile(join(rehearsal, 'journal.json'));
  if (journal === undefined) throw new Error('The rehearsal left no journal.');
  const { launch, entries } = journal;
  await writeFile(
    journalFile,
    JSON.stringify({ ...journal, launch: { ...launch, target: 'live' }, entries: [placeChosen, ...entries] }),
  );
  const sandbox = await startSandbox({ stateFile: join(rehearsal, 'sandbox.json'), speed: 50 });
  const port = readRecord(join(rehearsal, 'rehearsal.json'))?.receiverPort ?? 0;
  const shop = await startDeployedShop({ project, journalFile: join(rehearsal, 'journal.json') }, sandbox, port);
  return {
    home,
    project,
    sandbox,
    journalFile,
    env: { FLINT_BASE_URL: sandbox.baseUrl, FLINT_GOLIVE_HOME: join(home, 'state') },
    close: async () => {
      await shop.close();
      await sandbox.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
