import { listed } from '../../wording.ts';

export const requestIds = {
  title: 'Request ids are logged',
  proved: 'The code logs the request id of what Flint answers.',
  none: 'The code talks to Flint, and nowhere looks at a request id.',
  noneRemedy: 'Log request_id, or the x-request-id header, of every answer: with it Flint’s support finds the request.',
  unseen: 'The code calls Flint through something else, and whether that logs request ids cannot be seen here.',
  notLogged: 'The code reads request ids, but no line is to be seen that logs them.',
};

export const rateLimits = {
  title: 'Workers wait on 429 as Retry-After says',
  proved: 'The code waits when Flint answers 429, as long as Retry-After says.',
  none: 'The code talks to Flint, and is not ready for 429.',
  noneRemedy:
    'On 429 wait as many seconds as Retry-After says, then send the same request again with the same Idempotency-Key.',
  byLibrary: 'The code leaves its calls to a library, and whether that waits on 429 cannot be seen here.',
  noRetryAfter: 'The code is ready for 429, but no line is to be seen that reads Retry-After.',
  limited: (count: number): string =>
    `Flint answered this key ${count} times with 429 lately: size the workers against the limits.`,
};

export const subscriptions = {
  title: 'Disputes and account changes reach you',
  wanted: ['dispute.created', 'capability.updated'],
  subscribed: (urls: readonly string[]): string =>
    `dispute.created and capability.updated are sent to ${listed(urls)}.`,
  lacking: (url: string, names: readonly string[]): string => `${url} is not sent ${listed(names)}.`,
  lackingRemedy: 'Add them to the endpoint’s events.',
  noEndpoint: 'There is no enabled webhook endpoint in live.',
  noEndpointRemedy: 'Register the production endpoint: step 4 of the launch does.',
  unknown: (url: string): string => `Flint does not say for certain that ${url} is enabled and sent both events.`,
  unknownRemedy: 'Look at the endpoint on the dashboard.',
};
