import { counted } from '../../wording.ts';

export const signatures = {
  title: 'Deliveries are verified and deduplicated',
  verified: 'Signatures are checked on the raw body: forged, changed and stale events are refused.',
  both: 'Signatures are checked on the raw body, and the code remembers which events came.',
  notTwice: 'Whether an event that comes twice is worked on twice cannot be seen from outside.',
  notTwiceRemedy: 'Keep the X-Flint-Webhook-ID of each event, and do nothing for one that came before.',
};

export const failures = {
  title: 'Delivery failures are watched',
  failed: (count: number, since: string | undefined): string =>
    `${counted(count, 'event')} could not be delivered${since === undefined ? '' : `, the oldest at ${since.slice(0, 16).replace('T', ' ')} UTC`}.`,
  failedRemedy:
    'See in flint-golive doctor why, put it right and send them again. Let something of yours ask GET /v1/webhook-events for failed ones, and tell somebody.',
  watched: 'The code asks Flint for failed deliveries, and there is none.',
  nobody: 'No delivery has failed so far. Whether somebody would notice cannot be seen from here.',
  nobodyRemedy: 'Let something of yours ask GET /v1/webhook-events for failed ones, and tell somebody.',
};
