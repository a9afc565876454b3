import type { KeyProblem } from '../../flint/keys.ts';
import { explainKeyProblem } from '../../flint/sentences.ts';
import { LaunchStopped } from '../../launch/failure.ts';

/** A key of the environment that cannot be used, in words. */
export function keyRefused(variable: string, problem: KeyProblem | 'live key' | 'rehearsal key'): LaunchStopped {
  const { headline, meaning } = refusals(problem);
  return credentials(`${variable}: ${headline}`, meaning, `Correct ${variable}, or sweep with --no-network.`);
}

/** The two keys speak for different accounts, so what one does not know says nothing about the other. */
export function otherMerchants(): LaunchStopped {
  return credentials(
    'The test key and the live key belong to different accounts.',
    'Which ids are test-mode ones cannot be told with them. Nothing was changed.',
    'Use two keys of one account, or sweep with --no-network.',
  );
}

function refusals(problem: KeyProblem | 'live key' | 'rehearsal key'): { headline: string; meaning: string } {
  if (problem === 'live key') {
    return { headline: 'This is a live key.', meaning: 'Here a key is expected that starts with flint_test_.' };
  }
  if (problem === 'rehearsal key') {
    return { headline: 'This is a key of a rehearsal.', meaning: 'It only works on this machine; set FLINT_BASE_URL.' };
  }
  return explainKeyProblem(problem);
}

function credentials(headline: string, meaning: string, remedy: string): LaunchStopped {
  return new LaunchStopped({ kind: 'credentials', headline, meaning, remedy, passing: 'final' });
}
