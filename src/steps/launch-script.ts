import type { Script } from '../launch/launch.ts';
import { words } from './account/copy.ts';
import { verifyAccount } from './account/script.ts';
import { recreateConfiguration } from './configuration/script.ts';
import { cutOver } from './cut-over/script.ts';
import { createLiveKey } from './live-key/script.ts';
import { confirmReadiness } from './readiness/script.ts';
import type { World } from './world.ts';

/** The whole launch, in the guide's order. */
export function launchScript(world: World): Script {
  return async (run) => {
    const verified = await run.step('account', async (step) => {
      const reached = await verifyAccount(step, world);
      if (reached === 'step 2 comes first') step.note(words.goesOn);
      return reached;
    });
    const production = await run.step('live-key', (step) => createLiveKey(step, world));
    // Only a live key of a confirmed account can advance its verification, so without one step 2 came first.
    if (verified === 'step 2 comes first') {
      await run.step('account', (step) => {
        step.note(undefined);
        return verifyAccount(step, { ...world, keyAtHand: production.key });
      });
    }
    await run.step('readiness', (step) => confirmReadiness(step, world, production));
    const configuration = await run.step('configuration', (step) => recreateConfiguration(step, world, production));
    await run.step('cut-over', (step) => cutOver(step, world, production, configuration));
  };
}
