import { randomBytes, randomInt } from 'node:crypto';
import type { Mode } from './state/plane.ts';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Prefixes of the API notes, catalog section 2. */
export type IdPrefix =
  | 'bun'
  | 'bunc'
  | 'btxn'
  | 'ctg'
  | 'cs'
  | 'key'
  | 'li'
  | 'menv'
  | 'mer'
  | 'opat'
  | 'opt'
  | 'optv'
  | 'ord'
  | 'pcode'
  | 'pi'
  | 'pl'
  | 'pmdom'
  | 'plan'
  | 'prod'
  | 'promo'
  | 'ref'
  | 'rlog'
  | 'test'
  | 'usr'
  | 'var'
  | 'watt'
  | 'wdel'
  | 'whep'
  | 'whev';

/** A documented prefix and 26 Crockford characters: ten of time, sixteen of chance. */
export function newId(prefix: IdPrefix, now: number): string {
  let time = '';
  for (let rest = now, place = 0; place < 10; place++) {
    time = crockford.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let chance = '';
  for (let place = 0; place < 16; place++) chance += crockford.charAt(randomInt(32));
  return `${prefix}_${time}${chance}`;
}

/** What stands between a rehearsal key's mode and its random part, so that no other program takes it for Flint's. */
export const rehearsalMarker = 'rehearsal_';

export function newApiKey(mode: Mode): string {
  return `flint_${mode}_${rehearsalMarker}${randomBytes(24).toString('hex')}`;
}

/** The part of a key that may be shown: mode, marker and eight characters. */
export function keyPrefixOf(secretKey: string): string {
  const start = secretKey.indexOf(rehearsalMarker) + rehearsalMarker.length;
  return secretKey.slice(0, start + 8);
}

/** `whsec_` and 32 bytes in standard base64 (API notes, webhooks section 6). */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** The unguessable part of a hosted page's address. */
export function newAccessToken(): string {
  return randomBytes(24).toString('base64url');
}

/** The marked token of a sign-up, which reaches sandboxes only. */
export function newOnboardingToken(): string {
  return `${onboardingMarker}${randomBytes(24).toString('hex')}`;
}

export const onboardingMarker = 'onboarding_rehearsal_';

/** As it would be mailed: six digits. */
export function newVerificationCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}
