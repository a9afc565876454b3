import type { BaseUrlProblem } from './base-url.ts';
import { codeSentences } from './code-sentences/code-sentences.ts';
import type { FlintError } from './errors.ts';
import type { KeyProblem } from './keys.ts';
import { networkSentences, problemSentences } from './problem-sentences.ts';

/** A failure in words: what happened, what it means, what to do. The request id stands in `remedy` where Flint gave one. */
export interface Explanation {
  readonly headline: string;
  readonly meaning: string;
  readonly remedy: string;
}

/**
 * Puts an error into sentences: by its code where going live has met it, else by its kind. `withRequestId: false` leaves the request id
 * out, for whoever shows it beside the sentences.
 */
export function explain(error: FlintError, { withRequestId = true } = {}): Explanation {
  const { headline, meaning, remedy } = byCode(error) ?? byProblem(error);
  return {
    headline,
    meaning: joined(meaning, flintSays(error), writeNote(error)),
    remedy: joined(remedy, error.remediation?.nextSteps, withRequestId ? reference(error) : undefined),
  };
}

/** The whole explanation of an error as one run of text, for where there is one place for it. */
export function explainInOne(error: FlintError): string {
  const { headline, meaning, remedy } = explain(error);
  return joined(headline, meaning, remedy);
}

/** Why a text is no usable key, in words. */
export function explainKeyProblem(problem: KeyProblem): Explanation {
  switch (problem) {
    case 'empty':
      return {
        headline: 'No key was given.',
        meaning: 'Flint keys start with flint_test_ or flint_live_.',
        remedy: 'Create a live key on the API keys page of the dashboard and paste it.',
      };
    case 'line break':
      return {
        headline: 'The pasted text has more than one line.',
        meaning: 'A key is a single line; something else was copied along with it, or the key was broken in two.',
        remedy: 'Copy only the key and paste it again.',
      };
    case 'webhook secret':
      return {
        headline: 'This is a webhook secret, not a key.',
        meaning: 'Values that start with whsec_ verify webhooks; calls to Flint need a key.',
        remedy: 'Paste the key that starts with flint_live_ or flint_test_.',
      };
    case 'not a Flint key':
      return {
        headline: 'This is not a Flint key.',
        meaning: 'Flint keys start with flint_test_ or flint_live_, followed by the key itself.',
        remedy: 'Copy the whole key from the API keys page of the dashboard and paste it.',
      };
    case 'illegal characters':
      return {
        headline: 'The key has characters in it that no key has.',
        meaning: 'Blanks or invisible characters came along when it was copied.',
        remedy: 'Copy it again, straight from where it is shown or stored.',
      };
  }
}

/** Why a base URL is refused, in words. */
export function explainBaseUrlProblem(problem: BaseUrlProblem): Explanation {
  const remedy =
    'Leave FLINT_BASE_URL out to use Flint itself, or give a URL such as http://127.0.0.1:4010 for a server on this machine.';
  const headline = 'FLINT_BASE_URL cannot be used.';
  switch (problem) {
    case 'not a URL':
      return { headline, meaning: 'It is not a full URL.', remedy };
    case 'not http':
      return { headline, meaning: 'It has to begin with https://, or with http:// for this machine.', remedy };
    case 'not encrypted':
      return {
        headline,
        meaning: 'Over plain http a key would be readable on the way; that is accepted for this machine only.',
        remedy,
      };
    case 'extra parts':
      return { headline, meaning: 'It may hold no user name, query or fragment.', remedy };
  }
}

/** Where Flint names the scopes that are missing, they are what is said. */
function byCode(error: FlintError): Explanation | undefined {
  const { code, problem, missingScopes = [] } = error;
  if (code === undefined || !Object.hasOwn(codeSentences, code)) return undefined;
  return problem === 'forbidden' && missingScopes.length > 0 ? undefined : codeSentences[code]?.(error);
}

function byProblem(error: FlintError): Explanation {
  const network = error.problem === 'network' ? networkSentences(error) : undefined;
  return network ?? problemSentences[error.problem](error);
}

function flintSays(error: FlintError): string | undefined {
  return error.serverMessage === undefined ? undefined : `Flint says: "${error.serverMessage}"`;
}

function writeNote(error: FlintError): string | undefined {
  if (error.outcome === 'nothing-happened') return undefined;
  return 'It is not known whether the request took effect, so it is looked up before anything is sent again.';
}

function reference(error: FlintError): string | undefined {
  return error.requestId === undefined ? undefined : `Request id: ${error.requestId}.`;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
