import type { Receiver, Sandbox } from '../../sandbox/index.ts';
import type { Target } from '../../steps/target.ts';
import { readProductionKey } from '../../steps/target.ts';
import type { World } from '../../steps/world.ts';

/**
 * What a rehearsal works on. Its key is the one that FLINT_API_KEY would hold at this point of a real launch: made on the dashboard,
 * at hand. `receiver` is the deployed service, where it runs.
 */
export function worldOf(
  folder: string,
  sandbox: Sandbox,
  receiver: Receiver | undefined,
  programVersion: string,
): World {
  const target: Target = {
    name: 'embedded',
    baseUrl: new URL(sandbox.baseUrl),
    dashboardUrl: sandbox.dashboardUrl,
  };
  const key = readProductionKey(target, sandbox.keys.live);
  return {
    target,
    programVersion,
    folder,
    ...(key.ok ? { keyAtHand: { ...key.answer, from: 'the rehearsal’s dashboard' } } : {}),
    sandboxKeyText: sandbox.keys.test,
    secretPlaces: ['env-file'],
    suggested: {
      'account.website-url': 'https://shop.example.com',
      'account.support-email': 'help@shop.example.com',
      ...(receiver === undefined ? {} : { 'configuration.webhook-url': receiver.url }),
      ...(receiver?.healthUrl === undefined ? {} : { 'cut-over.health-url': receiver.healthUrl }),
    },
    ...(receiver?.shopUrl === undefined ? {} : { shopUrl: receiver.shopUrl }),
  };
}
