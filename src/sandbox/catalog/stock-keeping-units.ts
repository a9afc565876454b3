import type { Plane } from '../state/plane.ts';
import { ApiError } from '../transport/api-error.ts';

interface Marked {
  readonly sku?: string | undefined;
  readonly barcode?: string | undefined;
}

/** SKU and barcode are unique over variants and bundles of one plane (API notes, catalog section 3). `own` may keep its own. */
export function checkUnique(plane: Plane, wanted: Marked, own?: Marked): void {
  const others: Marked[] = [...Object.values(plane.variants), ...Object.values(plane.bundles)].filter(
    (one) => one !== own && one.status !== 'archived',
  );
  if (wanted.sku !== undefined && others.some(({ sku }) => sku === wanted.sku)) {
    throw new ApiError(409, 'SKU_ALREADY_EXISTS', `The SKU ${wanted.sku} is already used.`, { param: 'sku' });
  }
  if (wanted.barcode !== undefined && others.some(({ barcode }) => barcode === wanted.barcode)) {
    throw new ApiError(409, 'BARCODE_ALREADY_EXISTS', `The barcode ${wanted.barcode} is already used.`, {
      param: 'barcode',
    });
  }
}
