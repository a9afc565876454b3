import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FlintError } from '../../flint/errors.ts';
import { maskKey } from '../../flint/keys.ts';
import type { Identification } from '../../flint/merchant.ts';
import { whoAmI } from '../../flint/merchant.ts';
import { explain } from '../../flint/sentences.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Verbs } from '../../launch/verbs.ts';
import { writeVariables } from '../../secrets/env-file.ts';
import { ignoreFile, protectionOf } from '../../secrets/git-protection.ts';
import { Secret } from '../../secrets/secret.ts';
import { SecretProblem } from '../../secrets/secret-problem.ts';
import { envFileStore } from '../../secrets/store.ts';
import type { ProductionClient } from '../connections.ts';
import { connectProduction, connectSandbox } from '../connections.ts';
import type { ProductionKey } from '../target.ts';
import { readSandboxKey } from '../target.ts';
import type { World } from '../world.ts';
import { creating, fileProtection, identified, words } from './copy.ts';
import { ignoreProductionFile, isYourAccount, productionFile, productionKeyQuestion } from './questions.ts';
import { keyIn, keyVariable } from './stored-key.ts';

/** What the later steps work with. */
export interface Production {
  readonly client: ProductionClient;
  readonly merchantId: string;
  /** The env file that holds the production settings, relative to the project folder. */
  readonly file: string;
  readonly masked: string;
}

/**
 * Step 2: create the live key (the guide, step 2). The secret is stored the moment it is given, proved by a call that says
 * which mode it ran in, and its merchant is confirmed by a person.
 */
export async function createLiveKey(step: Verbs, world: World): Promise<Production> {
  const file = await step.ask(productionFile, {
    prompt: words.askFile,
    explanation: [words.fileNote],
    default: existsSync(join(world.folder, '.env.production')) ? '.env.production' : '.env',
  });
  await protectFromGit(step, world, file);

  step.show(creating(world.target));
  const production = await captureKey(step, world, file);

  const client = connectProduction(world.target, production, step.signal);
  const { value: who, evidence } = await step.observe(words.identifying, () => whoAmI(client));
  const sandbox = await sandboxOwner(step, world);
  const masked = maskKey(production.key);
  step.identify({ merchantId: who.merchantId, ...(who.businessName === undefined ? {} : { name: who.businessName }) });
  step.show(identified(world.target, who, masked, sandbox));
  const answer = await step.ask(isYourAccount, {
    prompt: words.askMerchant(who.businessName ?? who.merchantId),
    default: 'yes',
  });
  if (answer === 'no') return await handBack(step, world, file);
  step.prove('live-key.mode', words.proved(who.mode), evidence);
  return { client, merchantId: who.merchantId, file, masked };
}

async function protectFromGit(step: Verbs, world: World, file: string): Promise<void> {
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
async function captureKey(step: Verbs, world: World, file: string): Promise<ProductionKey> {
  const store = envFileStore(join(world.folder, file), file);
  const { keyAtHand, keyRefused } = world;
  return await step.askSecret(
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
      recall: () => keyIn(world, file),
      keep: (given) => store.put(keyVariable, new Secret(given.key)),
      shown: (given) => words.recalled(maskKey(given.key), file),
    },
  );
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

async function handBack(step: Verbs, world: World, file: string): Promise<never> {
  await writeVariables(join(world.folder, file), { [keyVariable]: '' });
  step.forget(isYourAccount.id);
  step.forget(productionKeyQuestion(world.target).id);
  throw new LaunchStopped({
    kind: 'credentials',
    headline: words.wrongMerchant,
    meaning: `It was taken out of ${file} again. Nothing was changed on that account.`,
    remedy: 'Create a live key on the account that goes live, and try again.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}
