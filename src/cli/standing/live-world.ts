import { readProductionKey } from '../../steps/target.ts';
import type { World } from '../../steps/world.ts';
import { readEnvironment } from '../environment.ts';

/** A production key that was given, and where it comes from. */
export interface GivenKey {
  readonly text: string;
  readonly from: string;
}

/**
 * What a launch of a project in live works on. The key is the one that was given, else FLINT_API_KEY; one that is not taken is
 * kept as a sentence, not as a failure.
 *
 * @throws LaunchStopped when FLINT_BASE_URL is no address that a key may be sent to
 */
export function worldOfLive(
  variables: NodeJS.ProcessEnv,
  project: string,
  programVersion: string,
  given?: GivenKey,
): World {
  const environment = readEnvironment(variables);
  const target = { name: 'live' as const, baseUrl: environment.baseUrl };
  const { text, from } = given ?? { text: environment.apiKey, from: 'FLINT_API_KEY' };
  const key = text === undefined ? undefined : readProductionKey(target, text);
  return {
    target,
    programVersion,
    folder: project,
    secretPlaces: ['env-file', 'keychain', 'command'],
    suggested: {},
    ...(key?.ok ? { keyAtHand: { ...key.answer, from } } : {}),
    ...(key?.ok === false ? { keyRefused: `The key from ${from} is not taken. ${key.problem}` } : {}),
    ...(environment.testApiKey === undefined ? {} : { sandboxKeyText: environment.testApiKey }),
  };
}
