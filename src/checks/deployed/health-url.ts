import { isLoopback } from '../../flint/base-url.ts';

/** Why no request is sent to a health URL at all. */
export type HealthUrlProblem = 'not a URL' | 'not https' | 'extra parts' | 'not on this machine';

/** A health URL, or why it is not asked, with a sentence for people. */
export type HealthUrlReading =
  | { readonly url: URL }
  | { readonly problem: HealthUrlProblem; readonly sentence: string };

const sentences: Readonly<Record<HealthUrlProblem, string>> = {
  'not a URL': 'The health address is not a URL. Give the full address, beginning with https://.',
  'not https':
    'The health address can only be asked over https, or over http on this machine. On the way, anybody could change what it says.',
  'extra parts':
    'The health address holds a user name, a password or a fragment. Give it without; credentials are never sent to it.',
  'not on this machine': 'A rehearsal asks services on this machine only, such as http://127.0.0.1:3000/health.',
};

/** Reads the address of a service's own health page. `onlyLoopback` is for rehearsals, which never leave this machine. */
export function readHealthUrl(text: string, { onlyLoopback = false } = {}): HealthUrlReading {
  const given = text.trim();
  if (!URL.canParse(given)) return refused('not a URL');
  const url = new URL(given);
  const problem = problemOf(url, onlyLoopback);
  return problem === undefined ? { url } : refused(problem);
}

function problemOf(url: URL, onlyLoopback: boolean): HealthUrlProblem | undefined {
  const encrypted = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  if (!encrypted) return 'not https';
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'extra parts';
  return onlyLoopback && !isLoopback(url) ? 'not on this machine' : undefined;
}

function refused(problem: HealthUrlProblem): HealthUrlReading {
  return { problem, sentence: sentences[problem] };
}
