import type { Verbs } from '../../../launch/verbs.ts';
import type { Production } from '../../live-key/script.ts';
import { modeOf } from '../../target.ts';
import type { World } from '../../world.ts';
import { healthUrl, smokeWay } from './questions.ts';
import { words } from './smoke-copy.ts';
import { proveByHealthPage } from './smoke-health.ts';
import { proveByRequestLog } from './smoke-log.ts';
import { proveByOrder } from './smoke-order.ts';

type SmokeWay = 'order' | 'health' | 'request-log' | 'skip';

/** How a way of proving it ended: `another`: the person wants to try another way. */
export type SmokeOutcome = 'proved' | 'another' | { readonly open: string };

/**
 * The deploy smoke test (the guide, step 2): a test key that sneaks into production configuration produces no error, so the mode
 * of the deployed service is proved from outside. Gives what is still open.
 */
export async function smokeTest(step: Verbs, world: World, production: Production): Promise<readonly string[]> {
  let note: string | undefined;
  let only: readonly SmokeWay[] = ['order', 'health', 'request-log', 'skip'];
  for (;;) {
    step.show({ headline: words.isDeployed, blocks: [] });
    const way = await step.ask(smokeWay, {
      prompt: words.askWay(modeOf(world.target)),
      explanation: [note ?? words.whyProve],
      default: usualWay(world),
      only,
    });
    if (way === 'skip') return [words.leftOut(modeOf(world.target))];
    const outcome = await ways[way](step, world, production);
    if (outcome === 'proved') return [];
    step.forget(smokeWay.id);
    if (outcome === 'another') continue;
    // A way that cannot prove anything here is not offered again.
    note = outcome.open;
    only = only.filter((one) => one !== way);
  }
}

const ways = { order: proveByOrder, health: proveByHealthPage, 'request-log': proveByRequestLog };

/** In a rehearsal the sample shop has a health page; against Flint's own sandbox nothing of the person's is deployed. */
function usualWay({ target, suggested }: World): SmokeWay {
  if (target.name === 'sandbox') return 'skip';
  return suggested[healthUrl.id] === undefined ? 'order' : 'health';
}
