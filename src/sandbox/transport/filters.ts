import { invalid } from './api-error.ts';
import { type MetadataPatch, mostMetadataPairs } from './inputs.ts';

interface Bounds {
  readonly created_after?: string | undefined;
  readonly created_before?: string | undefined;
  readonly updated_after?: string | undefined;
  readonly updated_before?: string | undefined;
}

/** Whether a record lies within the time bounds of a list query. */
export function withinTime(
  record: { readonly created_at: string; readonly updated_at?: string },
  bounds: Bounds,
): boolean {
  const created = Date.parse(record.created_at);
  const updated = Date.parse(record.updated_at ?? record.created_at);
  return (
    (bounds.created_after === undefined || created > Date.parse(bounds.created_after)) &&
    (bounds.created_before === undefined || created < Date.parse(bounds.created_before)) &&
    (bounds.updated_after === undefined || updated > Date.parse(bounds.updated_after)) &&
    (bounds.updated_before === undefined || updated < Date.parse(bounds.updated_before))
  );
}

/** A filter that was not given, or is met exactly. */
export function matches(wanted: string | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted === value;
}

/** A free text that was not given, or appears in one of the values. */
export function mentions(wanted: string | undefined, ...values: readonly (string | undefined)[]): boolean {
  return wanted === undefined || values.some((value) => value?.toLowerCase().includes(wanted.toLowerCase()));
}

/**
 * Metadata after a patch; undefined when nothing is left.
 *
 * @throws ApiError when there would be more pairs than an object may have
 */
export function patchedMetadata(
  before: Record<string, string> | undefined,
  patch: MetadataPatch | undefined,
): Record<string, string> | undefined {
  if (patch === undefined) return before;
  if (patch === null) return undefined;
  const after = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete after[name];
    else after[name] = value;
  }
  const count = Object.keys(after).length;
  if (count > mostMetadataPairs) throw invalid('metadata', `At most ${mostMetadataPairs} pairs are kept.`);
  return count === 0 ? undefined : after;
}
