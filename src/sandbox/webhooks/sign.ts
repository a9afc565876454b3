import { createHmac } from 'node:crypto';

/** The signed parts of one delivery. */
export interface Signable {
  /** Each of them signs; more than one only while a rotation overlaps. */
  readonly secrets: readonly string[];
  readonly eventId: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** The raw body, as it goes over the wire. */
  readonly body: string;
}

/** `webhook-signature` of the Standard Webhooks scheme (API notes, webhooks section 6). Its key is the decoded secret, 32 bytes. */
export function standardSignature({ secrets, eventId, timestamp, body }: Signable): string {
  return secrets.map((secret) => standardPart(secret, `${eventId}.${timestamp}.${body}`)).join(' ');
}

function standardPart(secret: string, content: string): string {
  const key = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(secret)?.[1];
  const bytes = Buffer.from(key ?? '', 'base64');
  if (bytes.length !== 32) throw new Error('a webhook secret is whsec_ and 32 bytes in base64');
  return `v1,${createHmac('sha256', bytes).update(content).digest('base64')}`;
}

/** `X-Flint-Signature`, Flint's older scheme (same section). Its key is the whole secret, prefix included, not decoded. */
export function legacySignature({ secrets, timestamp, body }: Signable): string {
  const digest = (secret: string) => createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return [`t=${timestamp}`, ...secrets.map((secret) => `v1=${digest(secret)}`)].join(',');
}
