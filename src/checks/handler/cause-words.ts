import type { Cause } from './causes.ts';
import { statusOf } from './causes.ts';
import { acknowledgedWithin, type ConformanceResults, clockDifference, outcomesOf } from './results.ts';

/** What a person reads about a cause: what is wrong and what it means, and what to do. */
export interface CauseWords {
  readonly sentence: string;
  readonly remedy: string;
}

const rawBody =
  'Verify the signature over the body as it arrived, before anything parses it, and parse the JSON only afterwards.';

const fixed: Readonly<Record<Exclude<Cause, Worded>, CauseWords>> = {
  'accepts unsigned events': {
    sentence:
      'Your handler accepts events that nobody signed. Whoever knows its address can tell your shop that an order was paid.',
    remedy:
      'Do not go live with this. Verify the signature first and answer 400 when it is missing or wrong. If it is verified later, in a queue, move it before the answer: an answer of 2xx says that the event is genuine.',
  },
  'accepts any signature': {
    sentence:
      'Your handler asks for a signature and accepts a wrong one. Whoever knows its address can tell your shop that an order was paid.',
    remedy:
      'Do not go live with this. Compare the signature with one computed with FLINT_WEBHOOK_SECRET, and answer 400 when they differ.',
  },
  'accepts changed bodies': {
    sentence:
      'Your handler accepts an event whose body was changed after it was signed. Its signature does not cover the body.',
    remedy: `Do not go live with this. ${rawBody}`,
  },
  certificate: {
    sentence: 'The certificate of this address is not accepted. Flint cannot deliver to it either.',
    remedy: 'Renew the certificate, serve the whole chain, and see that it names this host. Then run this again.',
  },
  'no TLS': {
    sentence: 'No TLS connection can be made to this address. Flint cannot deliver to it either.',
    remedy: 'See that the service behind this port speaks TLS 1.2 or newer, and not plain http.',
  },
  'no such host': {
    sentence: 'The host of this address is not in the DNS. No event can reach it.',
    remedy: 'Check the address for typing errors, or add the DNS record, and wait until it is known everywhere.',
  },
  unreachable: {
    sentence: 'Nothing answers at this address. No event can reach it.',
    remedy: 'Start the service there, and open the port to the internet.',
  },
  'time-out': {
    sentence: 'Your handler did not answer in time. Flint would count this delivery as failed and send it again.',
    remedy: 'Answer 2xx as soon as the event is verified and queued, and do the work afterwards.',
  },
  'broken off': {
    sentence: 'The connection was closed before an answer was complete. Flint would count this delivery as failed.',
    remedy: 'Look into the log of the service and of the proxy before it, at the time shown.',
  },
  'secret not set': {
    sentence:
      'Your handler verifies with an empty secret: FLINT_WEBHOOK_SECRET is not set where it runs. Anyone can forge such a signature.',
    remedy:
      'Deploy FLINT_WEBHOOK_SECRET with the live endpoint’s secret, and let the service refuse to start without it.',
  },
  'sandbox secret': {
    sentence: 'Your handler still holds the signing secret of the sandbox endpoint, so it refuses live events.',
    remedy:
      'Deploy the live endpoint’s secret as FLINT_WEBHOOK_SECRET (the guide, step 4). Each endpoint signs with its own.',
  },
  'parsed body': {
    sentence:
      'Your handler verifies the signature over the body after it was parsed and written again, not over the bytes that arrived. Genuine events are refused whenever Flint writes its JSON differently.',
    remedy: rawBody,
  },
  'key in other form': {
    sentence:
      'Your handler uses the secret in the wrong form: decoded for the older scheme, or not decoded for the standard one. Genuine events are refused.',
    remedy:
      'For webhook-signature drop whsec_ and decode the rest from base64; for X-Flint-Signature use the whole text as it is. The package standardwebhooks does the first.',
  },
  'parsed before verified': {
    sentence:
      'Your handler refuses genuine events as it refuses forged ones, and the body is parsed before the signature is looked at: a text that is no JSON gets another answer. Most likely the verifier is handed the parsed body.',
    remedy: `${rawBody} If it is done so already, deploy the live endpoint’s secret as FLINT_WEBHOOK_SECRET (the guide, step 4).`,
  },
  'other secret': {
    sentence:
      'Your handler refuses genuine events as it refuses forged ones. Most likely it holds another endpoint’s secret, such as the sandbox endpoint’s, or checks the signature against a parsed body; or something before it refuses every request.',
    remedy:
      'Deploy the live endpoint’s secret as FLINT_WEBHOOK_SECRET (the guide, step 4), and restart the service. If it is there already, look for a login, a firewall or a body parser before the handler.',
  },
  'no time limit': {
    sentence:
      'Your handler accepts a signed event that is a day old. Whoever recorded one can send it again at any time.',
    remedy: 'Refuse events whose timestamp is more than 300 seconds from now, in either direction.',
  },
  'wide time limit': {
    sentence: 'Your handler accepts events that are six minutes off the time. Five minutes is what the scheme allows.',
    remedy: 'Refuse events whose timestamp is more than 300 seconds from now, in either direction.',
  },
  'fails instead of refusing': {
    sentence:
      'Your handler answers events that it must refuse with a server error. It looks like an outage, not like a refusal.',
    remedy: 'Catch the failed verification and answer 400.',
  },
  'refuses duplicates': {
    sentence: 'Your handler does not answer 2xx when the same event comes again. Flint would keep sending it.',
    remedy: 'Remember each X-Flint-Webhook-ID, and answer 2xx at once for one that is known.',
  },
  'refuses two signatures': {
    sentence:
      'Your handler refuses an event that carries two signatures. Every event does for a day after the secret was rotated.',
    remedy: 'Accept the event when one of the v1 parts of the signature header matches.',
  },
  'needs the older scheme': {
    sentence:
      'Your handler refuses events without X-Flint-Signature. Flint’s newest documents promise only the three webhook- headers.',
    remedy: 'Verify webhook-id, webhook-timestamp and webhook-signature instead (Standard Webhooks).',
  },
};

type Worded = 'redirect' | 'no such route' | 'rate limited' | 'clock' | 'handler fails' | 'refuses the event' | 'slow';

/** The words for a cause, with what these results show of it. */
export function wordsFor(cause: Cause, results: ConformanceResults): CauseWords {
  const status = statusOf(results, 'signed-event') ?? 0;
  const [first] = outcomesOf(results, 'signed-event');
  switch (cause) {
    case 'redirect': {
      const location = first?.kind === 'answered' ? first.location : undefined;
      return {
        sentence: `This address redirects${location === undefined ? '' : ` to ${location}`}. A delivery that is redirected is not a delivered one.`,
        remedy: 'Register the address that answers itself: mind http and https, www, and a slash at the end.',
      };
    }
    case 'no such route':
      return {
        sentence: `No webhook handler answers a POST at this address: it says ${status}.`,
        remedy: 'Check the path, and that this version of the service is deployed and takes POST there.',
      };
    case 'rate limited':
      return {
        sentence:
          'Your service answered 429: it takes fewer requests than were sent. Flint’s deliveries would meet the same limit.',
        remedy: 'Take the webhook path out of the rate limit, since its events are signed. Then run this again.',
      };
    case 'clock':
      return {
        sentence: `The clock of your handler and the one here are ${Math.abs(clockDifference(results) ?? 0)} seconds apart: genuine events may look stale to it, and its time limit cannot be judged.`,
        remedy: 'Set both clocks by NTP, then run this again.',
      };
    case 'handler fails':
      return {
        sentence: `Your handler answers a genuine event with ${status}, a server error. Flint would send it again and again.`,
        remedy:
          'Look into the log of the service at the time shown. Often FLINT_WEBHOOK_SECRET is missing there, or a failed verification is not caught.',
      };
    case 'refuses the event':
      return {
        sentence: `Your handler answers a genuine event with ${status} and one with a wrong signature with ${statusOf(results, 'wrong-secret')}: the signature seems to pass, and the event itself is refused.`,
        remedy: 'Answer 2xx to every event with a valid signature, also to types that the handler has no use for.',
      };
    case 'slow':
      return {
        sentence: `Your handler takes ${seconds(acknowledgedWithin(results) ?? 0)} to acknowledge an event. Two seconds is the most we call quick.`,
        remedy: 'Answer 2xx as soon as the event is verified and durably queued, and do the work afterwards.',
      };
    default:
      return fixed[cause];
  }
}

/** A time in seconds with one decimal. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
