import { readProductionKey, type Target } from '../../steps/target.ts';
import type { World } from '../../steps/world.ts';

/**
 * What a rehearsal against Flint's own sandbox works on: a test key stands in for the live key. One that is not taken is kept as a
 * sentence. Nothing in its reach could build a live client.
 */
export function worldOfOwnSandbox(given: {
  readonly baseUrl: URL;
  /** The scratch copy of the project. */
  readonly project: string;
  /** FLINT_TEST_API_KEY. */
  readonly testKeyText: string | undefined;
  readonly programVersion: string;
}): World {
  const { baseUrl, project, testKeyText, programVersion } = given;
  const target: Target = { name: 'sandbox', baseUrl };
  const key = testKeyText === undefined ? undefined : readProductionKey(target, testKeyText);
  return {
    target,
    programVersion,
    folder: project,
    secretPlaces: ['env-file'],
    suggested: {},
    ...(key?.ok ? { keyAtHand: { ...key.answer, from: 'FLINT_TEST_API_KEY' } } : {}),
    ...(key?.ok === false ? { keyRefused: `The key from FLINT_TEST_API_KEY is not taken. ${key.problem}` } : {}),
  };
}
