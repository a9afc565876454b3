import { FlintError } from '../../flint/errors.ts';
import { maskKey } from '../../flint/keys.ts';
import type { Identification } from '../../flint/merchant.ts';
import { whoAmI } from '../../flint/merchant.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { RecordedAnswers } from '../../launch/recorded-answers.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { RemovableSecretStore, SecretStore } from '../../secrets/store.ts';
import { connectSandbox } from '../connections.ts';
import type { ProductionKey } from '../target.ts';
import { readSandboxKey } from '../target.ts';
import type { World } from '../world.ts';
import type { ProvedKey } from './capture.ts';
import { identified, words } from './copy.ts';
import type { Place } from './place.ts';
import { keyVariable } from './place.ts';
import { isYourAccount, productionKeyQuestion } from './questions.ts';

/** The merchant that a person confirmed as the account that goes live; undefined where nobody did, or it was not named. */
export function confirmedMerchant(answers: RecordedAnswers): string | undefined {
  return answers.answersTo(isYourAccount).findLast(({ instance, answer }) => instance && answer === 'yes')?.instance;
}

/**
 * Shows whose key it is and asks whether that account goes live, once for each merchant: what a person said of one account
 * holds for no other.
 */
export async function isConfirmed(
  step: Verbs,
  world: World,
  key: ProductionKey,
  who: Identification,
): Promise<boolean> {
  const { merchantId, businessName } = who;
  const sandbox = await sandboxOwner(step, world);
  step.identify({ merchantId, ...(businessName === undefined ? {} : { name: businessName }) });
  step.show(identified(world.target, who, maskKey(key.key), sandbox));
  const answer = await step.ask(isYourAccount, {
    prompt: words.askMerchant(businessName ?? merchantId),
    default: 'yes',
    instance: merchantId,
    wasAskedWithoutInstance: true,
  });
  if (answer === 'yes') return true;
  step.forget(`${isYourAccount.id}#${merchantId}`);
  step.forget(isYourAccount.id);
  return false;
}

/** Has the account confirmed. A launch is of one account, so the key of another one is handed back. */
export async function confirmMerchant(step: Verbs, world: World, place: Place, proved: ProvedKey): Promise<void> {
  const { merchantId, businessName } = proved.who;
  const confirmed = confirmedMerchant(step);
  if (confirmed !== undefined && confirmed !== merchantId) {
    const meaning = words.launchOfAnother(confirmed, businessName ?? merchantId);
    return await handBack(step, world, place, proved, { meaning, remedy: words.keyOfConfirmed(confirmed) });
  }
  if (await isConfirmed(step, world, proved.key, proved.who)) return;
  await handBack(step, world, place, proved, { meaning: '', remedy: words.createAnother });
}

/** Whose sandbox the integration was built in, when a key of it is at hand; a difference is shown, never decided here. */
async function sandboxOwner(step: Verbs, world: World): Promise<Identification | undefined> {
  const key = world.sandboxKeyText === undefined ? undefined : readSandboxKey(world.target, world.sandboxKeyText);
  if (key === undefined) return undefined;
  try {
    const { value } = await step.observe(words.identifying, () =>
      whoAmI(connectSandbox(world.target, key, step.signal)),
    );
    return value;
  } catch (error) {
    if (error instanceof FlintError) return undefined;
    throw error;
  }
}

/** Only what was put in its place just now is taken out again: what lay there before may be all that is left of a secret. */
async function handBack(
  step: Verbs,
  world: World,
  { store }: Place,
  { storedNow }: ProvedKey,
  { meaning, remedy }: { readonly meaning: string; readonly remedy: string },
): Promise<never> {
  const removable = storedNow && canRemove(store);
  if (removable) await store.remove(keyVariable);
  step.forget(productionKeyQuestion(world.target).id);
  throw new LaunchStopped({
    kind: 'credentials',
    headline: words.wrongMerchant,
    meaning: [
      ...(meaning === '' ? [] : [meaning]),
      removable ? words.takenOut(store.describe()) : words.leftThere(store.describe(), storedNow),
      words.nothingChanged,
    ].join(' '),
    remedy,
    passing: 'final',
    outcome: 'nothing happened',
  });
}

function canRemove(store: SecretStore): store is RemovableSecretStore {
  return 'remove' in store;
}
