import { join } from 'node:path';
import { readJournalFile } from '../../launch/journal/journal-file.ts';
import { recordedAnswers } from '../../launch/recorded-answers.ts';
import type { Receiver, Sandbox } from '../../sandbox/index.ts';
import { startReceiver } from '../../sandbox/index.ts';
import { readVariable } from '../../secrets/env-file.ts';
import { productionFile } from '../../steps/live-key/questions.ts';

/** Where the deployed service of a rehearsal finds its configuration. */
export interface Deployed {
  readonly project: string;
  /** The launch's journal says which file of the project it deployed. */
  readonly journalFile: string;
}

/**
 * Starts what stands for the deployed service of a rehearsal: it receives webhooks and sells things, with whatever the production
 * file of the project holds at that moment. Rejects with PortInUse when the port is taken; 0 takes any.
 */
export async function startDeployedShop(deployed: Deployed, sandbox: Sandbox, port: number): Promise<Receiver> {
  return await startReceiver({
    port,
    secret: () => deployedSetting(deployed, 'FLINT_WEBHOOK_SECRET'),
    shop: { flintUrl: sandbox.baseUrl, key: () => deployedSetting(deployed, 'FLINT_API_KEY') },
  });
}

/** What the deployed service would have read from its configuration: whatever the production file holds now. */
async function deployedSetting({ project, journalFile }: Deployed, name: string): Promise<string | undefined> {
  const answers = recordedAnswers(() => readJournalFile(journalFile)?.entries ?? []);
  const file = answers.answered(productionFile) ?? '.env.production';
  const value = await readVariable(join(project, file), name).catch(() => undefined);
  return typeof value === 'string' || value === undefined ? value : value.reveal();
}
