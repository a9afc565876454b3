import { join } from 'node:path';
import type { TestKey } from '../../../flint/keys.ts';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Inventory } from '../../../recreate/inventory.ts';
import { readInventory } from '../../../recreate/inventory.ts';
import type { CopyPlan } from '../../../recreate/plan.ts';
import { planCopies } from '../../../recreate/plan.ts';
import { readVariable } from '../../../secrets/env-file.ts';
import { differenceOf } from '../../../sweep/difference.ts';
import { envFilePurpose } from '../../../sweep/env-file-name.ts';
import { findReferences } from '../../../sweep/find.ts';
import type { Reference } from '../../../sweep/reference.ts';
import { revealTestKey } from '../../../sweep/reveal.ts';
import { applyChange, planRewrite } from '../../../sweep/rewrite.ts';
import { connectSandbox } from '../../connections.ts';
import type { Production } from '../../live-key/script.ts';
import { readSandboxKey } from '../../target.ts';
import type { World } from '../../world.ts';
import { leftOverSheet, planSheet, rewriteSheet, words } from './copy.ts';
import { leftOver, recreate, rewriteFiles } from './questions.ts';
import { archiving, copyObject } from './writes.ts';

/** What re-creating the referenced resources left behind. */
export interface Resources {
  /** The variables of the production file that hold live ids now. */
  readonly renamed: readonly { readonly name: string; readonly to: string }[];
  /** What is still open, in words. */
  readonly open: readonly string[];
}

/**
 * Re-creates what the project references by id (the guide, step 4): finds the ids, asks both modes about each, makes the
 * live twins, and rewrites the production env files after showing the change.
 */
export async function recreateResources(step: Verbs, world: World, production: Production): Promise<Resources> {
  const references = await step.observe(words.sweeping, () => findReferences(world.folder));
  const ids = references.filter(({ kind }) => kind === 'configuration id');
  const live = await step.observe(words.readingProduction, () => readInventory(production.client));
  const sandboxKey = await sandboxKeyOf(world, production, references);
  const sandbox = sandboxKey
    ? await step.observe(words.readingSandbox, () =>
        readInventory(connectSandbox(world.target, sandboxKey, step.signal)),
      )
    : undefined;
  demandSandboxKey(ids, live, sandbox, production.place.file);

  const plan = planCopies(unique(ids.map(({ value }) => value)), sandbox ?? nothing, live);
  step.show(planSheet(plan, (id) => placesOf(ids, id)));
  const newIds = new Map(plan.alreadyThere.map(({ from, to }) => [from, to]));
  for (const { from, to, kind, matchedBy } of plan.alreadyThere) {
    if (matchedBy !== 'our marker') continue;
    const evidence = production.client.proof ?? { at: step.now().toISOString() };
    step.settle((write) => write === `copy.${from}`, { result: { [from]: to }, evidence, undo: archiving(kind) });
  }
  const wanted =
    plan.copies.length > 0 && (await step.ask(recreate, { prompt: recreate.title, default: 'create' })) === 'create';
  for (const copy of wanted ? plan.copies : []) {
    const made = await step.perform(copyObject(production.client, copy, newIds));
    for (const [from, to] of Object.entries(made)) newIds.set(from, to);
  }
  await rewrite(step, world, production.place.file, newIds, ids);
  return await lookAgain(step, world, production, sandbox ?? nothing, newIds, plan);
}

const nothing: Inventory = {
  objects: new Map(),
  unread: [],
  categories: { read: false, because: 'no key of the sandbox' },
};

async function rewrite(
  step: Verbs,
  world: World,
  file: string,
  newIds: ReadonlyMap<string, string>,
  ids: readonly Reference[],
): Promise<void> {
  const files = unique(ids.filter((reference) => isProductionFile(reference, file)).map((reference) => reference.file));
  const changes = (await planRewrite(world.folder, newIds, files)).filter(
    ({ replacements }) => replacements.length > 0,
  );
  if (changes.length === 0) return;
  step.show(
    rewriteSheet(
      changes.flatMap((change) => [{ kind: 'file' as const, text: change.file }, ...differenceOf(change)]),
      changes.map((change) => change.file),
    ),
  );
  const answer = await step.ask(rewriteFiles, { prompt: rewriteFiles.title, default: 'write' });
  if (answer === 'leave') return;
  for (const change of changes) {
    await step.change(words.rewriting(change.file), async () => {
      await applyChange(world.folder, change);
      step.tell(words.rewritten(change.file), 'changed');
    });
  }
}

/** The proof that nothing is left, or the list of what is. */
async function lookAgain(
  step: Verbs,
  world: World,
  production: Production,
  sandbox: Inventory,
  newIds: ReadonlyMap<string, string>,
  plan: CopyPlan,
): Promise<Resources> {
  const references = await step.observe(words.sweeping, () => findReferences(world.folder));
  const ids = references.filter(({ kind }) => kind === 'configuration id');
  const isTestMode = ({ value }: Reference): boolean => sandbox.objects.has(value) && !plan.production.includes(value);
  const inProduction = ids.filter((reference) => isProductionFile(reference, production.place.file));
  const blocking = inProduction.filter(isTestMode);
  if (blocking.length > 0) {
    step.forget(rewriteFiles.id);
    step.forget(recreate.id);
    step.show(leftOverSheet(blocking.map((reference) => withTwin(reference, newIds))));
    throw testIdsLeft(blocking);
  }
  step.tell(words.clean);

  const elsewhere = ids.filter((reference) => isTestMode(reference) && isShipped(reference));
  if (elsewhere.length > 0) {
    step.show(leftOverSheet(elsewhere.map((reference) => withTwin(reference, newIds))));
    const answer = await step.ask(leftOver, { prompt: leftOver.title, default: 'go-on' });
    if (answer === 'look') {
      step.forget(leftOver.id);
      throw testIdsLeft(elsewhere);
    }
  }
  return {
    renamed: inProduction.flatMap(({ variable, value }) =>
      variable === undefined ? [] : [{ name: variable, to: value }],
    ),
    open: [
      ...(elsewhere.length === 0 ? [] : [words.openLeftOver(elsewhere.length)]),
      ...plan.byHand.map(({ name }) => words.openByHand(name)),
      ...unique(
        ids.filter((reference) => isDoubtful(reference, plan) && isShipped(reference)).map(({ value }) => value),
      ).map((id) => words.openUnknown(id, placesOf(ids, id))),
    ],
  };
}

/** The sandbox's key: given in the environment, or found in the project's own development settings. */
async function sandboxKeyOf(
  world: World,
  production: Production,
  references: readonly Reference[],
): Promise<TestKey | undefined> {
  // In a rehearsal against Flint's own sandbox, one key is both.
  if (production.key.mode === 'test') return production.key.key;
  if (world.sandboxKeyText !== undefined) return readSandboxKey(world.target, world.sandboxKeyText);
  for (const reference of references.filter(({ kind, inEnvFile }) => kind === 'test key' && inEnvFile)) {
    const key = readSandboxKey(world.target, await revealTestKey(world.folder, reference));
    if (key) return key;
  }
  const stored = await readVariable(join(world.folder, '.env'), 'FLINT_API_KEY');
  return stored === undefined
    ? undefined
    : readSandboxKey(world.target, typeof stored === 'string' ? stored : stored.reveal());
}

function demandSandboxKey(
  ids: readonly Reference[],
  live: Inventory,
  sandbox: Inventory | undefined,
  file: string,
): void {
  const doubtful = ids.filter((reference) => isProductionFile(reference, file) && !live.objects.has(reference.value));
  if (sandbox || doubtful.length === 0) return;
  throw new LaunchStopped({
    kind: 'credentials',
    headline: `${file} names ids that do not exist in live mode.`,
    meaning: `${unique(doubtful.map(({ value }) => value)).join(', ')}: whether they are of your sandbox, only its key can tell.`,
    remedy: 'Set FLINT_TEST_API_KEY to the key of the sandbox, and run the same command again.',
    passing: 'final',
  });
}

/** Known to neither mode, and nothing beside it names another vendor: it may be gone, or of another account. */
function isDoubtful({ value, otherVendor }: Reference, plan: CopyPlan): boolean {
  return otherVendor === undefined && plan.unknown.includes(value);
}

/** Development and example env files keep their test ids: they are meant to. */
function isShipped({ file, inEnvFile }: Reference): boolean {
  return !inEnvFile || envFilePurpose(file) === 'production';
}

function isProductionFile({ file, inEnvFile }: Reference, productionFile: string): boolean {
  return file === productionFile || (inEnvFile && envFilePurpose(file) === 'production');
}

function placesOf(ids: readonly Reference[], id: string): string {
  return unique(ids.filter(({ value }) => value === id).map(({ file }) => file)).join(', ');
}

function withTwin({ value, file, line }: Reference, newIds: ReadonlyMap<string, string>) {
  const to = newIds.get(value);
  return { value, file, line, ...(to === undefined ? {} : { to }) };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}

function testIdsLeft(left: readonly Reference[]): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'Test-mode ids are left in what goes to production.',
    meaning: `${unique(left.map(({ file, line }) => `${file}:${line}`)).join(', ')}. In live mode each gives 404.`,
    remedy: 'Change them, then try again or run the same command.',
    passing: 'final',
  });
}
