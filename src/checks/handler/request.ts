import { probeEvent, spell } from './event.ts';
import type { Probe, SigningKey } from './probes.ts';
import { legacyKey, legacySignature, type Signable, standardKey, standardSignature } from './sign.ts';
import type { HandlerTarget } from './target.ts';

/** The keys of both schemes. */
export interface Keys {
  readonly standard: Buffer;
  readonly legacy: Buffer;
}

/** All keys that a run signs with; `sandbox` only where that secret is known. */
export type KeyRing = Readonly<Record<Exclude<SigningKey, 'sandbox'>, Keys>> & { readonly sandbox?: Keys };

/** One event, ready to be sent. */
export interface ProbeRequest {
  readonly eventId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The keys of a secret; undefined when the text is no signing secret. */
export function keysOf(secret: string): Keys | undefined {
  const standard = standardKey(secret);
  return standard === undefined ? undefined : { standard, legacy: legacyKey(secret) };
}

/** Writes the event of a probe and signs it; undefined where the key it needs is not known. */
export function requestOf(probe: Probe, target: HandlerTarget, keyRing: KeyRing, now: Date): ProbeRequest | undefined {
  const keys = keyRing[probe.key ?? 'own'];
  if (keys === undefined) return undefined;
  const sent = probe.sent ?? 'compact';
  const note = sent === 'unusual' ? 'A test of flint-golive, signed as written: café / thé' : 'A test of flint-golive';
  const event = probeEvent({ mode: target.mode, merchantId: target.merchantId, at: now, note });
  const eventId = event.webhook_event_id;
  const signable: Signable = {
    id: eventId,
    timestamp: Math.floor(now.getTime() / 1000) - (probe.age ?? 0),
    body: spell(event, probe.signed ?? sent),
  };
  const altered = { ...event, data: { ...event.data, note: 'A test of flint-golive, changed after it was signed' } };
  return {
    eventId,
    body: spell(probe.tampered ? altered : event, sent),
    headers: {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': `flint-golive/${target.version} conformance`,
      'x-flint-webhook-id': eventId,
      'x-flint-event-type': event.event_type,
      ...(target.endpointId === undefined ? {} : { 'x-flint-webhook-endpoint-id': target.endpointId }),
      ...signatureHeaders(probe, signable, keys, keyRing.foreign),
    },
  };
}

function signatureHeaders(probe: Probe, signable: Signable, keys: Keys, foreign: Keys): Record<string, string> {
  const schemes = probe.schemes ?? ['standard', 'legacy'];
  const headers: Record<string, string> = {};
  // An unsigned event keeps its id and time, so that it is refused for the missing signature and for nothing else.
  if (schemes.includes('standard') || schemes.length === 0) {
    headers['webhook-id'] = signable.id;
    headers['webhook-timestamp'] = String(signable.timestamp);
  }
  if (schemes.includes('standard')) {
    const decoy = probe.twoSignatures ? `${standardSignature(foreign.standard, signable)} ` : '';
    headers['webhook-signature'] = `${decoy}${standardSignature(keys.standard, signable)}`;
  }
  if (schemes.includes('legacy')) {
    const [time, own] = legacySignature(keys.legacy, signable).split(',');
    const decoy = probe.twoSignatures ? `,${legacySignature(foreign.legacy, signable).split(',')[1]}` : '';
    headers['x-flint-signature'] = `${time}${decoy},${own}`;
  }
  return headers;
}
