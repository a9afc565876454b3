import type { Spelling } from './event.ts';

/** Every question that is put to a handler. */
export const probeIds = [
  'signed-event',
  'reparsed-body',
  'no-signature',
  'wrong-secret',
  'sandbox-secret',
  'tampered-body',
  'stale-timestamp',
  'ancient-timestamp',
  'future-timestamp',
  'standard-scheme-only',
  'legacy-scheme-only',
  'two-signatures',
  'duplicate',
  'repeated-by-flint',
  'acknowledges-quickly',
  'signed-as-compact',
  'signed-as-spaced',
  'signed-as-object',
  'signed-as-string',
  'no-json',
  'key-in-other-form',
  'empty-key',
] as const;

export type ProbeId = (typeof probeIds)[number];

/** Whose key signs. `other form`: the right secret, decoded where it should not be and not decoded where it should be. */
export type SigningKey = 'own' | 'foreign' | 'sandbox' | 'empty' | 'other form';

/**
 * One probe. `expected`: how a right handler answers; `either` where both are right. What is left out is as Flint would send it: compact,
 * signed over what is sent, now, with the endpoint's own secret, in both schemes, once.
 */
export interface Probe {
  readonly id: ProbeId;
  readonly expected: 'accepted' | 'refused' | 'either';
  readonly sent?: Spelling;
  /** What the signature covers, where it is not what is sent. */
  readonly signed?: Spelling;
  /** The body is changed after it was signed. */
  readonly tampered?: true;
  /** Seconds that the timestamp lies in the past; negative: in the future. */
  readonly age?: number;
  readonly key?: SigningKey;
  readonly schemes?: readonly ('standard' | 'legacy')[];
  /** A signature that does not match stands before the one that does, as while a secret is rotated. */
  readonly twoSignatures?: true;
  readonly times?: number;
  /** Whether the repeats are the very same event, or events of their own. */
  readonly sameEvent?: true;
}

const minute = 60;

/** Asked first: what is refused proves nothing as long as this is not accepted. */
export const baseline: Probe = { id: 'signed-event', expected: 'accepted' };

/**
 * Asked of every handler that can be reached. Five minutes of clock difference are allowed (the API notes, webhooks, section 6), so six
 * have to be refused; a day tells a wide tolerance from none.
 */
export const probes: readonly Probe[] = [
  { id: 'no-signature', expected: 'refused', schemes: [] },
  { id: 'wrong-secret', expected: 'refused', key: 'foreign' },
  { id: 'sandbox-secret', expected: 'refused', key: 'sandbox' },
  { id: 'tampered-body', expected: 'refused', tampered: true },
  { id: 'stale-timestamp', expected: 'refused', age: 6 * minute },
  { id: 'ancient-timestamp', expected: 'refused', age: 24 * 60 * minute },
  { id: 'future-timestamp', expected: 'refused', age: -6 * minute },
  { id: 'reparsed-body', expected: 'accepted', sent: 'unusual' },
  { id: 'two-signatures', expected: 'accepted', twoSignatures: true },
  { id: 'standard-scheme-only', expected: 'accepted', schemes: ['standard'] },
  { id: 'legacy-scheme-only', expected: 'either', schemes: ['legacy'] },
  { id: 'duplicate', expected: 'accepted', times: 2, sameEvent: true },
  { id: 'acknowledges-quickly', expected: 'accepted', times: 3 },
];

/**
 * Asked only of a handler that did not accept a genuine event: each makes one well-known mistake on purpose, so that a handler which
 * accepts it is seen to make the same one.
 */
export const explainingProbes: readonly Probe[] = [
  { id: 'signed-as-compact', expected: 'refused', sent: 'unusual', signed: 'compact' },
  { id: 'signed-as-spaced', expected: 'refused', signed: 'spaced' },
  { id: 'signed-as-object', expected: 'refused', signed: 'text of an object' },
  // A verifier that takes nothing but text can be handed this body parsed, and would then find a whole event that is signed.
  { id: 'signed-as-string', expected: 'refused', sent: 'in a string', signed: 'compact' },
  // An answer of its own to this one comes from whoever parses before anything is verified.
  { id: 'no-json', expected: 'refused', sent: 'no JSON' },
  { id: 'key-in-other-form', expected: 'refused', key: 'other form' },
  { id: 'empty-key', expected: 'refused', key: 'empty' },
];
