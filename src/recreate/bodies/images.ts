import { BlockList, isIP } from 'node:net';
import type { WireRecord } from '../../flint/wire/fields.ts';
import { notes } from '../copy.ts';
import { pick, recordsIn, textIn } from '../raw.ts';

/**
 * Images as they are written: Flint fetches `source_url`. The address an image once came from is not given back, so the sandbox's own
 * address of it is used where it is a public one (the API notes, catalog, section 3, where that is called uncertain).
 */
export function imagesOf(raw: WireRecord): { readonly body: WireRecord; readonly notes: readonly string[] } {
  const images = recordsIn(raw, 'images');
  const sent = images.flatMap((image) => {
    const url = textIn(image, 'url');
    if (url === undefined || !isPublicUrl(url)) return [];
    return [{ source_url: url, ...pick(image, ['alt', 'external_reference_id']) }];
  });
  const missing = images.length - sent.length;
  return {
    body: sent.length > 0 ? { images: sent.slice(0, mostImages) } : {},
    notes: missing > 0 ? [notes.imagesLeftOut(missing)] : [],
  };
}

const mostImages = 8;
const longestUrl = 8192;

const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(network, bits, 'ipv4');
}

/** Whether anyone can fetch this address: http or https, no password in it, no host of a private network. */
export function isPublicUrl(text: string): boolean {
  if (text.length > longestUrl || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') return false;
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  if (isIP(host) === 4) return !inside.check(host, 'ipv4');
  // Global unicast is 2000::/3; everything else, mapped IPv4 included, is no public address.
  if (isIP(host) === 6) return /^[23]/.test(host);
  return host.includes('.') && !/\.(?:localhost|local|internal|lan|home|test|invalid)$/.test(host);
}
