import { join } from 'node:path';
import type { Receiver, Sandbox } from '../../sandbox/index.ts';
import { startReceiver } from '../../sandbox/index.ts';
import { readVariable } from '../../secrets/env-file.ts';

const productionFile = '.env.production';

/**
 * Starts what stands for the deployed service of a rehearsal: it receives webhooks and sells things, with whatever the production
 * file of the project holds at that moment. Rejects with PortInUse when the port is taken; 0 takes any.
 */
export async function startDeployedShop(project: string, sandbox: Sandbox, port: number): Promise<Receiver> {
  const productionPath = join(project, productionFile);
  return await startReceiver({
    port,
    secret: () => deployedSetting(productionPath, 'FLINT_WEBHOOK_SECRET'),
    shop: { flintUrl: sandbox.baseUrl, key: () => deployedSetting(productionPath, 'FLINT_API_KEY') },
  });
}

/** What the deployed service would have read from its configuration: whatever the production file holds now. */
async function deployedSetting(file: string, name: string): Promise<string | undefined> {
  const value = await readVariable(file, name).catch(() => undefined);
  return typeof value === 'string' || value === undefined ? value : value.reveal();
}
