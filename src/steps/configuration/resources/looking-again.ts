import { LaunchStopped } from '../../../launch/failure.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { CopyPlan } from '../../../recreate/copy-plan.ts';
import { sweepFolder } from '../../../sweep/find.ts';
import type { Reference } from '../../../sweep/reference.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { leftOverSheet, words } from './copy.ts';
import { leftOver, objectsToCopy, recreate } from './questions.ts';
import type { Planes } from './reading.ts';
import { isInProductionFile, placesOf, shippedAmong, unique } from './references.ts';
import { forgetRewriting } from './rewriting.ts';

/** What a last look at the project found. */
export interface LastLook {
  /** The variables of the production files that hold live ids now. */
  readonly renamed: readonly { readonly name: string; readonly to: string; readonly file: string }[];
  /** What is left, in words. */
  readonly open: readonly string[];
}

/** The proof that no test-mode id is left in what production is configured by, and the list of what is left elsewhere. */
export async function lookAgain(
  step: Verbs,
  world: World,
  { place: { file }, key }: Production,
  { sandbox }: Planes,
  newIds: ReadonlyMap<string, string>,
  plan: CopyPlan,
): Promise<LastLook> {
  const { references, notRead } = await step.observe(words.sweeping, () => sweepFolder(world.folder));
  const ids = references.filter(({ kind }) => kind === 'configuration id');
  // Options are parts of products: what has a twin with another id is of the sandbox, too.
  const isOfSandbox = (id: string): boolean => sandbox.objects.has(id) || (newIds.get(id) ?? id) !== id;
  const isTestMode = ({ value }: Reference): boolean => isOfSandbox(value) && !plan.production.includes(value);
  const inProduction = ids.filter((id) => isInProductionFile(id, file));
  const blocking = inProduction.filter(isTestMode);
  if (blocking.length > 0) {
    forgetRewriting(step);
    step.forget(recreate.id);
    step.forget(objectsToCopy.id);
    step.show(leftOverSheet(blocking.map((reference) => withTwin(reference, newIds))));
    throw testIdsLeft(blocking);
  }
  step.tell(words.clean);

  const isShipped = shippedAmong(ids);
  const elsewhere = ids.filter((reference) => isTestMode(reference) && isShipped(reference));
  if (elsewhere.length > 0) {
    step.show(leftOverSheet(elsewhere.map((reference) => withTwin(reference, newIds))));
    const answer = await step.ask(leftOver, { prompt: leftOver.title, default: 'go-on' });
    if (answer === 'look') {
      step.forget(leftOver.id);
      throw testIdsLeft(elsewhere);
    }
  }
  const doubtful = ids.filter((reference) => isDoubtful(reference, plan) && isShipped(reference));
  return {
    renamed: inProduction.flatMap(({ variable, value, file: holding }) =>
      variable === undefined ? [] : [{ name: variable, to: value, file: holding }],
    ),
    open: [
      ...(elsewhere.length === 0 ? [] : [words.openLeftOver(elsewhere.length)]),
      ...references
        .filter(({ kind }) => kind === 'test key' && key.mode === 'live')
        .filter((reference) => isInProductionFile(reference, file))
        .map((reference) => words.openTestKey(placeOf(reference))),
      ...notRead.map(({ file: unseen, reason }) => words.openNotRead(unseen, reason)),
      ...unique(doubtful.map(({ value }) => value)).map((id) => words.openUnknown(id, placesOf(ids, id))),
    ],
  };
}

function placeOf({ file, line, variable }: Reference): string {
  return `${file}:${line}${variable === undefined ? '' : ` (${variable})`}`;
}

/** Known to neither mode, and nothing beside it names another vendor: it may be gone, or of another account. */
function isDoubtful({ value, otherVendor }: Reference, plan: CopyPlan): boolean {
  return otherVendor === undefined && plan.unknown.includes(value);
}

function withTwin({ value, file, line }: Reference, newIds: ReadonlyMap<string, string>) {
  const to = newIds.get(value);
  return { value, file, line, ...(to === undefined ? {} : { to }) };
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
