import { createHmac } from 'node:crypto';

/** What one delivery signs: its id, the time in unix seconds, and its body as it goes over the wire. */
export interface Signable {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The 32 key bytes of a signing secret for the Standard Webhooks scheme; undefined when the text is no such secret (the API notes,
 * webhooks, section 6).
 */
export function standardKey(secret: string): Buffer | undefined {
  const encoded = /^whsec_([A-Za-z0-9+/]{43}=)$/.exec(secret)?.[1];
  const key = encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
  return key?.length === 32 ? key : undefined;
}

/** The key of Flint's older scheme: the whole secret as text, prefix included (same section). */
export function legacyKey(secret: string): Buffer {
  return Buffer.from(secret, 'utf8');
}

/** One part of the header `webhook-signature`. */
export function standardSignature(key: Buffer, { id, timestamp, body }: Signable): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** The header `X-Flint-Signature`. */
export function legacySignature(key: Buffer, { timestamp, body }: Signable): string {
  return `t=${timestamp},v1=${createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')}`;
}
