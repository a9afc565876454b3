import { defaultBaseUrl, isLoopback } from './base-url.ts';

/** Flint's own domain, of which its API is one host (the guide, opening section). */
const ownDomain = new URL(defaultBaseUrl).hostname.replace(/^api\./, '');

/**
 * An address out of an answer, as a page that a person may open: on the API's own origin, or, where that is Flint's, anywhere
 * in Flint's domain; https, or http where the API itself is on this machine; without user name and password. Undefined for any
 * other, which is never shown as a link.
 */
export function pageOfFlint(baseUrl: URL, address: string): string | undefined {
  if (!URL.canParse(address, baseUrl.href)) return undefined;
  const page = new URL(address, baseUrl);
  if (page.username !== '' || page.password !== '') return undefined;
  if (page.protocol !== 'https:' && !(page.protocol === 'http:' && isLoopback(page))) return undefined;
  if (page.origin === baseUrl.origin) return page.href;
  return isInFlintsDomain(baseUrl) && isInFlintsDomain(page) ? page.href : undefined;
}

function isInFlintsDomain({ protocol, hostname, port }: URL): boolean {
  return protocol === 'https:' && port === '' && (hostname === ownDomain || hostname.endsWith(`.${ownDomain}`));
}
