import { join } from 'node:path';
import { FlintError } from '../../flint/errors.ts';
import { maskKey } from '../../flint/keys.ts';
import { explain } from '../../flint/sentences.ts';
import type { Verbs } from '../../launch/verbs.ts';
import { ignoreFile, protectionOf } from '../../secrets/git-protection.ts';
import { Secret } from '../../secrets/secret.ts';
import { SecretProblem } from '../../secrets/secret-problem.ts';
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

/** Takes the key from where it is stored already, from the environment, or from the person, and stores it at once. */
export async function captureKey(step: Verbs, world: World, place: Place): Promise<ProductionKey> {
  const { store } = place;
  const { keyAtHand, keyRefused } = world;
  const key = await step.askSecret(
    productionKeyQuestion(world.target),
    {
      prompt: words.askKey,
      explanation: [
        ...(keyAtHand ? [words.atHand(maskKey(keyAtHand.key), keyAtHand.from)] : []),
        ...(keyRefused === undefined ? [] : [keyRefused]),
      ],
      ...(keyAtHand ? { default: keyAtHand } : {}),
      verify: (candidate) => refusedBecause(step, world, candidate),
    },
    {
      recall: () => keyIn(world, place),
      keep: (given) => store.put(keyVariable, new Secret(given.key)),
      shown: (given) => words.recalled(maskKey(given.key), store.describe()),
    },
  );
  await confirmArrival(step, place, keyVariable);
  return key;
}

/** One call with the key before it is stored: a revoked key, or one that cannot prove its mode, is not taken. */
async function refusedBecause(step: Verbs, world: World, candidate: ProductionKey): Promise<string | undefined> {
  try {
    await connectProduction(world.target, candidate, step.signal).prove();
    return undefined;
  } catch (error) {
    if (!(error instanceof FlintError)) throw error;
    const { headline, meaning, remedy } = explain(error);
    return [headline, meaning, remedy].join(' ');
  }
}
