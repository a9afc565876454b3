import { z } from 'zod';
import { readBaseUrl } from '../flint/base-url.ts';
import { explainBaseUrlProblem } from '../flint/sentences.ts';
import { LaunchStopped } from '../launch/failure.ts';

const text = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));

const variables = z.object({
  FLINT_API_KEY: text,
  FLINT_TEST_API_KEY: text,
  FLINT_BASE_URL: text,
});

/** What the environment says, checked where it enters. */
export interface Environment {
  /** As given; its mode is judged by the launch's target. */
  readonly apiKey: string | undefined;
  readonly testApiKey: string | undefined;
  readonly baseUrl: URL;
}

/** @throws LaunchStopped when FLINT_BASE_URL is no address that a key may be sent to. */
export function readEnvironment(environment: NodeJS.ProcessEnv): Environment {
  const read = variables.parse(environment);
  const base = readBaseUrl(read.FLINT_BASE_URL);
  if ('problem' in base) {
    throw new LaunchStopped({
      ...explainBaseUrlProblem(base.problem),
      kind: 'usage',
      passing: 'final',
    });
  }
  return { apiKey: read.FLINT_API_KEY, testApiKey: read.FLINT_TEST_API_KEY, baseUrl: base.url };
}
