import type { FlintError, Problem } from './errors.ts';
import { type Sentences, say } from './sentence.ts';
import type { Explanation } from './sentences.ts';
import { isCertificateProblem } from './transport/tls.ts';

const supportRemedy = 'Try again later; if it stays, contact Flint support and quote the request id.';

/** A route, or a method on it, that the server does not have. */
export const noSuchFunction = say(
  'This server does not have that function.',
  'It speaks another version of the API, or FLINT_BASE_URL points somewhere else.',
  'Check FLINT_BASE_URL; what the server lacks can be done in the dashboard.',
);

/** What each kind of failure means, for codes that have no sentence of their own. */
export const problemSentences: Readonly<Record<Problem, Sentences>> = {
  network: () => ({
    headline: 'Flint could not be reached.',
    meaning: 'The connection failed or was cut before an answer came.',
    remedy: 'Check the network, a proxy or VPN, and try again.',
  }),
  timeout: (error) => ({
    headline: 'Flint did not answer in time.',
    meaning: `The call to ${error.path ?? 'Flint'} was given up.`,
    remedy: 'Check the network and try again; Flint may be slow at the moment.',
  }),
  aborted: () => ({
    headline: 'The call was interrupted.',
    meaning: 'It was stopped here before Flint answered.',
    remedy: 'Start again; the launch goes on where it stood.',
  }),
  'wrong-key': (error) => ({
    headline: 'This key must not be used here.',
    meaning: `Nothing was sent: ${error.detail ?? 'the key does not fit this launch'}.`,
    remedy: 'Use the key that belongs to this launch, or start the rehearsal for a rehearsal key.',
  }),
  redirect: (error) => ({
    headline: 'The server sent us to another address.',
    meaning: `Flint does not redirect, so something else answered (${error.status ?? 'a redirect'}). The key was not sent on.`,
    remedy: 'Check FLINT_BASE_URL, and whether a proxy or login page stands between this machine and Flint.',
  }),
  'wrong-mode': (error) => ({
    headline: 'The answer came from the wrong mode.',
    meaning: `Every answer has to name the mode of this launch, and ${error.detail ?? 'this one named another'}. A test key in production charges nobody; a live key in a test charges real cards.`,
    remedy: 'Nothing more is sent with this key. Check which key is in use: live keys start with flint_live_.',
  }),
  'mode-not-proven': () => ({
    headline: 'The answer does not say which mode it ran in.',
    meaning:
      'Every answer to a key carries the Flint-Mode header; without it nothing is proved, so nothing is written.',
    remedy: 'Check FLINT_BASE_URL, and whether a proxy removes headers; then try again.',
  }),
  'wrong-merchant': (error) => ({
    headline: 'The answer is about another merchant.',
    meaning: `This launch belongs to one merchant, and ${error.detail ?? 'the answer names another'}.`,
    remedy:
      'Nothing more is sent with this key. Use a key of the merchant this launch was started for, or start a launch of its own.',
  }),
  'merchant-not-proven': () => ({
    headline: 'The answer does not say which merchant it is for.',
    meaning: 'Every answer to a key carries the Flint-Merchant-Id header; without it nothing is written.',
    remedy: 'Check FLINT_BASE_URL, and whether a proxy removes headers; then try again.',
  }),
  unauthorized: () => ({
    headline: 'Flint does not accept this key.',
    meaning: 'The key is wrong, revoked or expired, or it was cut off when it was copied.',
    remedy:
      'Take the key from where it is stored once more, or create a new one on the API keys page of the dashboard.',
  }),
  forbidden: (error) => {
    const missing = missingScopes(error);
    return {
      headline: 'This key may not do that.',
      meaning: missing ?? 'Flint refuses the call to this key or this account.',
      remedy:
        missing === undefined
          ? 'Use a key that may, or ask whoever manages the keys of this account in the dashboard.'
          : 'Create a key with these scopes on the API keys page of the dashboard, or ask whoever manages keys there; then use it here. A .write scope includes its .read.',
    };
  },
  'not-found': (error) =>
    error.status === 405
      ? noSuchFunction(error)
      : {
          headline: 'Flint does not find it.',
          meaning: `There is nothing at ${error.path ?? 'this address'} for this key: the id is wrong, it belongs to the other mode, or to another merchant. Ids made with a test key do not exist in live mode.`,
          remedy:
            'Check the id. If it was made with a test key, re-create the resource with the live key (the guide, step 4).',
        },
  payment: () => ({
    headline: 'Flint refuses this because of a payment.',
    meaning: 'It answers as it does where a card or a bank has refused.',
    remedy: 'Look at the payment in the dashboard, and try again. In live mode every test card is declined.',
  }),
  conflict: () => ({
    headline: 'Flint refuses this because of what is there already.',
    meaning: 'Something was made or changed in the meantime.',
    remedy: 'Try again; what is there is read anew first.',
  }),
  'rate-limited': (error) => ({
    headline: 'Flint asks for fewer calls.',
    meaning:
      'The limit for this key or merchant is reached for the moment; other programs with the same merchant count too.',
    remedy:
      error.retryAfterSeconds === undefined
        ? 'Wait a minute and try again.'
        : `Wait ${error.retryAfterSeconds} seconds and try again.`,
  }),
  invalid: (error) => ({
    headline: 'Flint does not accept what was sent.',
    meaning: error.param === undefined ? 'The request was refused as it is.' : `The field ${error.param} was refused.`,
    remedy:
      'Correct the value and try again. If no value of yours is at fault, use the dashboard for this and report it.',
  }),
  unavailable: (error) => ({
    headline: 'Flint has trouble of its own.',
    meaning:
      error.code === undefined
        ? `What answered (${error.status ?? 'an error'}) was an error page on the way to Flint, also when the call was repeated.`
        : 'The call reached Flint and failed there, also when it was repeated.',
    remedy: supportRemedy,
  }),
  'not-understood': (error) => ({
    headline: 'The answer could not be understood.',
    meaning: `It was not what Flint answers here: ${error.detail ?? 'the form is unknown'}.`,
    remedy: 'Try again; if it stays, check FLINT_BASE_URL and whether a proxy or login page answers instead of Flint.',
  }),
};

/** A closer reason for a failed connection, where the system gave one. */
export function networkSentences(error: FlintError): Explanation | undefined {
  const code = error.systemCode;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL') {
    return {
      headline: 'The address of Flint could not be found.',
      meaning: 'The name could not be resolved; there may be no network, or FLINT_BASE_URL has a typing mistake.',
      remedy: 'Check the network and FLINT_BASE_URL, and try again.',
    };
  }
  if (code === 'ECONNREFUSED') {
    return {
      headline: 'Nothing answers at the address of Flint.',
      meaning: 'The connection was refused, so nothing was sent.',
      remedy: 'Check FLINT_BASE_URL; if it names a server on this machine, start that server first.',
    };
  }
  if (isCertificateProblem(code)) {
    return {
      headline: 'The server could not prove that it is Flint.',
      meaning: `Its certificate is not trusted here (${code}). Nothing was sent.`,
      remedy:
        'If your network inspects encrypted traffic, let Node trust its certificate with NODE_EXTRA_CA_CERTS. Otherwise do not go on from this network.',
    };
  }
  return undefined;
}

/** Which scopes are missing, as a sentence; undefined when Flint did not say. */
function missingScopes(error: FlintError): string | undefined {
  const scopes = error.missingScopes ?? [];
  if (scopes.length === 0) return undefined;
  if (error.anyScopeSuffices === true && scopes.length > 1)
    return `The key needs one of the scopes ${scopes.join(', ')}.`;
  return `The key lacks the ${scopes.length === 1 ? 'scope' : 'scopes'} ${scopes.join(', ')}.`;
}
