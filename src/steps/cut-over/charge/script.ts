import type { Money } from '../../../flint/money.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { words } from './copy.ts';
import { ownCheckout } from './own-checkout.ts';
import { flintsPage } from './page.ts';
import { chargeWay } from './questions.ts';

/** The order that was paid, and the sum that was confirmed for it. */
export interface Charged {
  readonly orderId: string;
  readonly amount: Money;
}

/**
 * The charge (the guide, step 5): through the person's own checkout, which is what buyers will use, or through a page of Flint's.
 * Confirmed by typing either way, paid by a person, never more than the limit.
 */
export async function charge(step: Verbs, world: World, production: Production): Promise<Charged> {
  const way = await step.ask(chargeWay, {
    prompt: chargeWay.title,
    explanation: [words.whyOwn],
    default: world.target.name === 'live' ? 'own' : 'page',
    unattended: 'page',
  });
  return way === 'own' ? await ownCheckout(step, world, production) : await flintsPage(step, world, production);
}
