import type { Verbs } from '../../../launch/verbs.ts';
import type { CopyPlan } from '../../../recreate/copy-plan.ts';
import type { Inventory } from '../../../recreate/inventory.ts';
import { sweepFolder } from '../../../sweep/find.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { chooseCopies, planBoth } from './choosing.ts';
import { words } from './copy.ts';
import { makeCopies } from './copying.ts';
import { exportIdMap, exportPlan } from './exports.ts';
import { hostsNotInOrder } from './hosts.ts';
import { type LastLook, lookAgain } from './looking-again.ts';
import { planSheet } from './plan-copy.ts';
import { readPlanes } from './reading.ts';
import { placesOf, unique } from './references.ts';
import { rewriteEnvFiles, rewriteSourceFiles } from './rewriting.ts';
import { copySettings } from './settings.ts';
import { archiving } from './writes.ts';

/** What re-creating the resources left behind: variables that hold live ids, and what is still open, in words. */
export type Resources = LastLook;

/**
 * Re-creates what the project references by id (the guide, step 4): finds the ids, asks both modes about each, makes the live twins,
 * sets the settings, and rewrites the references after showing the change. At the end it looks again.
 */
export async function recreateResources(step: Verbs, world: World, production: Production): Promise<Resources> {
  const { references, exported } = await step.observe(words.sweeping, () => sweepFolder(world.folder));
  if (exported.length > 0) step.tell(words.exported(exported));
  const ids = references.filter(({ kind }) => kind === 'configuration id');
  const places = (id: string): string => placesOf(ids, id);
  const planes = await readPlanes(step, world, production, references);

  const plans = planBoth(unique(ids.map(({ value }) => value)), planes);
  await exportPlan(step, world, plans, places);
  step.show(planSheet(plans, places));
  const { alreadyThere, options } = plans.everything;
  const newIds = new Map([...alreadyThere, ...options].map(({ from, to }) => [from, to]));
  settleFinished(step, production, plans.everything, planes.sandbox);
  const { copies, byHand } = await chooseCopies(step, plans);
  const failed = await makeCopies(step, production.client, copies, newIds);
  await exportIdMap(step, world, newIds, planes.sandbox);
  const hosts = await hostsNotInOrder(step, production.client, newIds);
  const settings = await copySettings(step, planes.sandboxClient, production.client);

  await rewriteEnvFiles(step, world, production.place.file, newIds, ids);
  await rewriteSourceFiles(step, world, production.place.file, newIds, ids);
  const { renamed, open } = await lookAgain(step, world, production, planes, newIds, plans.referenced);
  const left = byHand.map(({ name }) => words.openByHand(name));
  return { renamed, open: [...open, ...left, ...failed, ...hosts, ...settings] };
}

/**
 * Copies of ours whose answers were lost are seen to be there: nothing is left to send. The ids of a product's variants and options belong to
 * its result, for whoever takes the rewriting back.
 */
function settleFinished(
  step: Verbs,
  { client }: Production,
  { alreadyThere, options }: CopyPlan,
  sandbox: Inventory,
): void {
  const variants = Map.groupBy(alreadyThere, ({ from, kind }) =>
    kind === 'variant' ? sandbox.objects.get(from)?.parentId : undefined,
  );
  const optionsOf = Map.groupBy(options, ({ productId }) => productId);
  for (const { from, to, kind, matchedBy } of alreadyThere) {
    // A host has no place for a marker, and was not there when the intention to register it was written down.
    if ((matchedBy !== 'our marker' && matchedBy !== 'domain') || kind === 'variant') continue;
    const evidence = client.proof ?? { at: step.now().toISOString() };
    const parts = [...(variants.get(from) ?? []), ...(optionsOf.get(from) ?? [])];
    const result = { [from]: to, ...Object.fromEntries(parts.map((part) => [part.from, part.to] as const)) };
    step.settle((write) => write === `copy.${from}`, { result, evidence, undo: archiving(kind) });
  }
}
