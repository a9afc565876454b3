import type { Reading } from '../launch/question.ts';

/**
 * Reads a web address. Credentials are refused, for answers are kept and shown; so are host names that no host can have, such as one
 * with a bracket that came along when it was copied.
 *
 * @param example what such an address looks like
 */
export function readWebAddress(text: string, example: string): Reading<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:') || !isHost(url.hostname)) {
    return { ok: false, problem: `It has to be a full address, such as ${example}.` };
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, problem: 'Give it without a user name and a password: the address is kept, and shown.' };
  }
  if (url.hash !== '') {
    return { ok: false, problem: 'Give it without the part that begins with #, which browsers keep to themselves.' };
  }
  return { ok: true, answer: url.href };
}

function isHost(name: string): boolean {
  return name.startsWith('[') || /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.|$))+$/i.test(name);
}
