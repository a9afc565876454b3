import type { RecordedAnswers } from '../../launch/recorded-answers.ts';
import { chosenPlace, keyIn } from '../../steps/live-key/place.ts';
import type { ProductionKey } from '../../steps/target.ts';
import type { World } from '../../steps/world.ts';

/**
 * The production key and where it comes from, in words, with a `note` where another one was passed over; or a sentence that says why
 * there is none.
 */
export type KeySearch =
  | { readonly key: ProductionKey; readonly from: string; readonly note?: string }
  | { readonly missing: string };

/**
 * Finds the production key without asking anybody: the one in the environment, else the one in the place that the launch chose.
 * A place that gives nothing back, or cannot be reached, is no failure here but a reason.
 */
export async function findProductionKey(world: World, answers: RecordedAnswers): Promise<KeySearch> {
  if (world.keyAtHand !== undefined) {
    const { from, ...key } = world.keyAtHand;
    return { key, from };
  }
  const stored = await storedKey(world, answers);
  if ('key' in stored) {
    return world.keyRefused === undefined ? stored : { ...stored, note: words.instead(world.keyRefused, stored.from) };
  }
  return {
    missing: [
      world.keyRefused,
      stored.missing,
      words.remedy(world.target.name === 'sandbox' ? 'FLINT_TEST_API_KEY' : 'FLINT_API_KEY'),
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  };
}

async function storedKey(world: World, answers: RecordedAnswers): Promise<KeySearch> {
  try {
    const place = await chosenPlace(answers, world);
    if (place === undefined) return { missing: words.noPlace };
    const where = place.store.describe();
    if (!place.store.canReadBack) return { missing: words.givesNothingBack(where) };
    const key = await keyIn(world, place);
    return key === undefined ? { missing: words.notThere(where) } : { key, from: where };
  } catch (error) {
    // In sentences already: a keychain that is locked, a command that fails, a file that nobody may read.
    return { missing: error instanceof Error ? error.message : words.noPlace };
  }
}

const words = {
  noPlace: 'This launch has no production key yet.',
  givesNothingBack: (where: string): string => `The production key is in ${where}, which gives no secret back.`,
  notThere: (where: string): string => `There is no usable production key in ${where}.`,
  instead: (refused: string, from: string): string => `${refused} The key from ${from} was used instead.`,
  remedy: (variable: string): string => `Set ${variable} to it.`,
};
