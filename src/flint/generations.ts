import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { isMissingRoute } from './errors.ts';

/** The two shapes of the API: the guide's, and that of the public document of 2026-09-07 (the API notes, overview, section 1). */
export type Generation = 'guide' | '2026-09-07';

/** The features whose shape differs; each finds out for itself, since a server can mix them. */
export type Feature =
  | 'readiness'
  | 'order'
  | 'paid event'
  | 'failed events'
  | 'deliveries'
  | 'test event'
  | 'payment options'
  | 'key description'
  | 'event types'
  | 'request logs'
  | 'categories'
  | 'effective settings'
  | 'payment method domains';

const remembered = new WeakMap<FlintClient, Map<Feature, Generation>>();

/** Which shape the server showed for a feature in this run; undefined before its first use. */
export function generationOf(client: FlintClient, feature: Feature): Generation | undefined {
  return remembered.get(client)?.get(feature);
}

/** All shapes seen so far, for diagnosis. */
export function generationsOf(client: FlintClient): ReadonlyMap<Feature, Generation> {
  return new Map(remembered.get(client));
}

/** Remembers for the rest of the run what an answer showed. */
export function rememberGeneration(client: FlintClient, feature: Feature, generation: Generation): void {
  const known = remembered.get(client) ?? new Map<Feature, Generation>();
  known.set(feature, generation);
  remembered.set(client, known);
}

/** Remembers the shape and puts it into the answer's evidence. */
export function shownBy<T>(
  client: FlintClient,
  feature: Feature,
  generation: Generation,
  answer: Answer<T>,
): Answer<T> {
  rememberGeneration(client, feature, generation);
  return { value: answer.value, evidence: { ...answer.evidence, generation } };
}

/**
 * Makes a call that only one generation has. Undefined where the server has no such route, which is normal and remembered: it is not
 * asked again. A route that another server of the same kind merely hides behind a page is not remembered.
 */
export async function whereServed<T>(
  client: FlintClient,
  feature: Feature,
  servedBy: Generation,
  call: () => Promise<T>,
): Promise<T | undefined> {
  const known = generationOf(client, feature);
  if (known !== undefined && known !== servedBy) return undefined;
  try {
    const answer = await call();
    rememberGeneration(client, feature, servedBy);
    return answer;
  } catch (error) {
    if (!isMissingRoute(error) || known === servedBy) throw error;
    const told = error.code === 'ROUTE_NOT_FOUND' || error.status === 405;
    if (told) rememberGeneration(client, feature, servedBy === 'guide' ? '2026-09-07' : 'guide');
    return undefined;
  }
}
