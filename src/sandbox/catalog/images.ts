import { randomUUID } from 'node:crypto';
import type { ImageRecord } from '../state/catalog-records.ts';
import type { ImageInput } from '../transport/inputs.ts';

/** Flint fetches images and serves them itself; the rehearsal fetches nothing and names an address that cannot exist. */
export function storeImages(images: readonly ImageInput[] | undefined): ImageRecord[] {
  return (images ?? []).map(({ alt, external_reference_id }) => ({
    url: `https://images.rehearsal.invalid/${randomUUID()}`,
    alt,
    external_reference_id,
  }));
}
