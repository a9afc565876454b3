import { join } from 'node:path';
import { FlintError } from '../../flint/errors.ts';
import { maskKey } from '../../flint/keys.ts';
import type { Identification } from '../../flint/merchant.ts';
import { whoAmI } from '../../flint/merchant.ts';
import { explainInOne } from '../../flint/sentences.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Evidence } from '../../launch/write.ts';
import { ignoreFile, protectionOf } from '../../secrets/git-protection.ts';
import { Secret } from '../../secrets/secret.ts';
import { SecretProblem } from '../../secrets/secret-problem.ts';
import type { ProductionClient } from '../connections.ts';
import { connectProduction } from '../connections.ts';
import type { ProductionKey } from '../target.ts';
import type { World } from '../world.ts';
import { fileProtection, words } from './copy.ts';
import type { Place } from './place.ts';
import { confirmArrival, keyIn, keyVariable } from './place.ts';
import { ignoreProductionFile, productionKeyQuestion } from './questions.ts';

/** Live keys never belong in source control (the guide, "Credentials"): refused where git tracks the file, ignored where it is wanted. */
export async function protectFromGit(step: Verbs, world: World, file: string): Promise<void> {
  const path = join(world.folder, file);
  const protection = await step.observe(words.checkFile(file), () => protectionOf(path));
  step.show(fileProtection(file, protection));
  if (protection === 'tracked') throw new SecretProblem('tracked by git', file);
  if (protection !== 'untracked, not ignored') return;
  const answer = await step.ask(ignoreProductionFile, { prompt: words.askIgnore, default: 'ignore' });
  if (answer === 'ignore') {
    await step.change(words.ignoring(file), async () => {
      const added = await ignoreFile(path);
      if (added) step.tell(`.gitignore now has the line ${added.line}.`, 'changed');
    });
  }
}

/** A key that lies in its place and that Flint takes. */
export interface ProvedKey {
  readonly key: ProductionKey;
  /** Whether it was put there in this run, and not found there. */
  readonly storedNow: boolean;
  readonly client: ProductionClient;
  readonly who: Identification;
  readonly evidence: Evidence;
}

/**
 * The key for production, stored, and proved by a call that says whose it is. One that lies in its place and that Flint does not
 * take any more, as after a rotation by hand, is asked for anew.
 */
export async function proveKey(step: Verbs, world: World, place: Place): Promise<ProvedKey> {
  let refused: RefusedKey | undefined;
  for (;;) {
    const captured = await captureKey(step, world, place, refused);
    const client = connectProduction(world.target, captured.key, step.signal);
    try {
      const { value: who, evidence } = await step.observe(words.identifying, () => whoAmI(client));
      return { ...captured, client, who, evidence };
    } catch (error) {
      if (captured.storedNow || !(error instanceof FlintError) || error.problem !== 'unauthorized') throw error;
      const masked = maskKey(captured.key.key);
      refused = {
        text: captured.key.key,
        because: words.storedRefused(masked, place.store.describe(), explainInOne(error)),
      };
    }
  }
}

/** A key that Flint does not take, and why it is asked for anew. */
interface RefusedKey {
  readonly text: string;
  readonly because: string;
}

/** Takes the key from where it is stored already, from the environment, or from the person, and stores it at once. */
async function captureKey(
  step: Verbs,
  world: World,
  place: Place,
  refused: RefusedKey | undefined,
): Promise<Pick<ProvedKey, 'key' | 'storedNow'>> {
  const { store } = place;
  const keyAtHand = world.keyAtHand?.key === refused?.text ? undefined : world.keyAtHand;
  let storedNow = false;
  const key = await step.askSecret(
    productionKeyQuestion(world.target),
    {
      prompt: words.askKey,
      explanation: [
        ...(refused ? [refused.because] : []),
        ...(keyAtHand ? [words.atHand(maskKey(keyAtHand.key), keyAtHand.from)] : []),
        ...(world.keyRefused === undefined ? [] : [world.keyRefused]),
      ],
      ...(keyAtHand ? { default: keyAtHand } : {}),
      verify: (candidate) => refusedBecause(step, world, candidate),
    },
    {
      recall: async () => (refused ? undefined : await keyIn(world, place)),
      keep: async (given) => {
        await store.put(keyVariable, new Secret(given.key));
        storedNow = true;
      },
      shown: (given) => words.recalled(maskKey(given.key), store.describe()),
    },
  );
  await confirmArrival(step, place, keyVariable, maskKey(key.key));
  return { key, storedNow };
}

/** One call with the key before it is stored: a revoked key, or one that cannot prove its mode, is not taken. */
async function refusedBecause(step: Verbs, world: World, candidate: ProductionKey): Promise<string | undefined> {
  try {
    await connectProduction(world.target, candidate, step.signal).prove();
    return undefined;
  } catch (error) {
    if (!(error instanceof FlintError)) throw error;
    return explainInOne(error);
  }
}
