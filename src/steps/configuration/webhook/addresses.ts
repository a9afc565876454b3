import { isIP } from 'node:net';
import { isLoopback } from '../../../flint/base-url.ts';
import type { Target } from '../../target.ts';
import { addressWords } from './copy.ts';

/** Why a launch with this target cannot use a webhook address, in a sentence; undefined when it can. */
export function addressRefusal(target: Target, given: string): string | undefined {
  const url = new URL(given);
  // A rehearsal reaches nothing but this machine, whatever the project's settings name.
  if (target.name === 'embedded') return isLoopback(url) ? undefined : addressWords.rehearsal;
  if (isLoopback(url)) return isLoopback(target.baseUrl) ? undefined : addressWords.loopback;
  if (url.protocol !== 'https:') return addressWords.needsHttps;
  return isPrivate(url.hostname) ? addressWords.private(url.hostname) : undefined;
}

/** What is doubtful about an address that can be used, in a sentence. */
export function addressRemark(given: string): string | undefined {
  const { hostname, search } = new URL(given);
  if (tunnels.some((host) => hostname === host || hostname.endsWith(`.${host}`))) return addressWords.tunnel(hostname);
  return search === '' ? undefined : addressWords.query;
}

// Services that lead from the internet to a developer's machine.
const tunnels = [
  'ngrok.io',
  'ngrok.app',
  'ngrok.dev',
  'ngrok-free.app',
  'ngrok-free.dev',
  'trycloudflare.com',
  'loca.lt',
  'localhost.run',
  'lhr.life',
  'serveo.net',
  'devtunnels.ms',
  'smee.io',
  'webhook.site',
  'hookdeck.com',
  'requestbin.com',
  'pipedream.net',
];

/** Hosts that only a private network can reach: Flint blocks them at delivery at the latest (the API notes, webhooks, section 1). */
function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  switch (isIP(host)) {
    case 4:
      return /^(?:0|10|127)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
        host,
      );
    case 6:
      // Besides private ones, those that stand for an address of the fourth version: no public service is named that way.
      return /^(?:f[cd]|fe[89ab])|^::1?$|^::ffff:/i.test(host);
    default:
      return !host.includes('.') || /\.(?:local|internal|lan|home|test|localhost|invalid)$/i.test(host);
  }
}
