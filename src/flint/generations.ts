import type { FlintClient } from './client.ts';

/** The two shapes of the API: the guide's, and that of the public document of 2026-09-07 (the API notes, overview, section 1). */
export type Generation = 'guide' | '2026-09-07';

/** The features whose shape differs; each finds out for itself, since a server can mix both. */
export type Feature = 'readiness' | 'order' | 'paid event' | 'failed events' | 'deliveries' | 'test event';

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
