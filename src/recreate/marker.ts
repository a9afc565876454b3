import type { WireBody, WireRecord } from '../flint/wire/fields.ts';
import { isRecord, textIn } from './raw.ts';

/**
 * How a copy says what it is a copy of: its `external_reference_id` is the sandbox id. An object that carries a reference of its own keeps
 * it, since code may look it up by that; there, and on codes, which have no reference, the sandbox id stands in the metadata.
 */
const markerName = 'golive_sandbox_id';

const mostPairs = 50;

/** The reference and metadata of a copy. Names beginning with `flint_` are reserved and cannot be sent. */
export function markedFields(id: string, raw: WireRecord, has: { readonly reference: boolean }): WireBody {
  const own = has.reference ? textIn(raw, 'external_reference_id') : undefined;
  const kept = Object.entries(isRecord(raw.metadata) ? raw.metadata : {}).filter(
    ([name, value]) => !name.startsWith('flint_') && name !== markerName && typeof value === 'string',
  );
  const inMetadata = (!has.reference || own !== undefined) && kept.length < mostPairs;
  const pairs = inMetadata ? [...kept, [markerName, id] as const] : kept;
  return {
    ...(has.reference ? { external_reference_id: own ?? id } : {}),
    ...(pairs.length > 0 ? { metadata: Object.fromEntries(pairs) } : {}),
  };
}

/** Whether an object carries our marker for this sandbox id. References are not unique: its content has to confirm it. */
export function isMarkedAs(raw: WireRecord, id: string): boolean {
  return marksOf(raw).includes(id);
}

/** The texts of an object that may be our marker: any reference of its owner's may look like one. */
export function marksOf(raw: WireRecord): readonly string[] {
  const pair = isRecord(raw.metadata) ? raw.metadata[markerName] : undefined;
  return [raw.external_reference_id, pair].filter((mark) => typeof mark === 'string');
}
