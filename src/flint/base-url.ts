/** Flint has one host for both modes (the guide, opening section). */
export const defaultBaseUrl = 'https://api.withflintpay.com';

/**
 * Why a base URL is refused. `not encrypted`: plain http to something other than this machine.
 * `extra parts`: user info, a query or a fragment.
 */
export type BaseUrlProblem = 'not a URL' | 'not encrypted' | 'not http' | 'extra parts';

/** A base URL, or what is wrong with the text given for one. */
export type BaseUrlReading = { readonly url: URL } | { readonly problem: BaseUrlProblem };

/**
 * Reads an override of the base URL: https anywhere, plain http only on loopback, nothing but scheme, host, port and path
 * (the API notes, transport, section 1). Absent or blank text means Flint's own host.
 */
export function readBaseUrl(text?: string): BaseUrlReading {
  const given = text?.trim() ?? '';
  const url = parse(given === '' ? defaultBaseUrl : given);
  if (url === undefined) return { problem: 'not a URL' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { problem: 'not http' };
  if (url.protocol === 'http:' && !isLoopback(url)) return { problem: 'not encrypted' };
  if (url.username !== '' || url.password !== '' || given.includes('?') || given.includes('#')) {
    return { problem: 'extra parts' };
  }
  return { url };
}

/** Whether a URL points at this machine itself. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname;
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
