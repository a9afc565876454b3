export const webhooks = `// Webhook signatures, by the Standard Webhooks scheme.

import { createHmac, timingSafeEqual } from 'node:crypto';

const toleranceSeconds = 300;

/**
 * Whether a delivery comes from Flint. The signature covers the bytes as they arrived: pass the raw body, not one that was
 * parsed and written again.
 */
export function isFromFlint(rawBody, headers, secret) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!secret?.startsWith('whsec_') || !id || !timestamp || !signatures) return false;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= toleranceSeconds)) return false;

  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(id + '.' + timestamp + '.').update(rawBody).digest();
  // After the secret was rotated a delivery is signed twice for a while; one matching signature is enough.
  return signatures.split(' ').some((part) => {
    const [version, signature = ''] = part.split(',');
    const given = Buffer.from(signature, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`;
