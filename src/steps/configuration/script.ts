import type { Verbs } from '../../launch/verbs.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import type { Resources } from './resources/script.ts';
import { recreateResources } from './resources/script.ts';
import type { Webhook } from './webhook/script.ts';
import { registerWebhook } from './webhook/script.ts';
import { secretVariable } from './webhook/writes.ts';

/** What step 5 needs to know of the live configuration. */
export interface Configuration extends Webhook, Resources {
  readonly secretVariable: string;
}

/**
 * Step 4: re-create your configuration in live mode (the guide, step 4). Everything the integration references by id must
 * exist there: first the webhook endpoint, which almost every integration needs, then the resources.
 */
export async function recreateConfiguration(step: Verbs, world: World, production: Production): Promise<Configuration> {
  const webhook = await registerWebhook(step, world, production);
  const resources = await recreateResources(step, world, production);
  return { ...webhook, ...resources, open: [...webhook.open, ...resources.open], secretVariable };
}
