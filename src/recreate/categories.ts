import * as flint from '../flint/categories.ts';
import type { FlintClient } from '../flint/client.ts';
import { FlintError } from '../flint/errors.ts';
import type { WireRecord } from '../flint/wire/fields.ts';
import { isArchived, isRecord, listIn, pick, textIn } from './raw.ts';

/** A category as it is created: the handle never changes afterwards, so it is always sent (the API notes, catalog, section 5). */
export interface CategoryBody {
  readonly handle: string;
  readonly name: string;
  readonly description?: string;
}

/** The categories of a plane by handle, or why they could not be read. A server of the guide's time may have none. */
export type Categories =
  | { readonly read: true; readonly byHandle: ReadonlyMap<string, CategoryBody> }
  | { readonly read: false; readonly because: string };

/** Reads all categories that are in use. */
export async function readCategories(client: FlintClient): Promise<ReadonlyMap<string, CategoryBody>> {
  const byHandle = new Map<string, CategoryBody>();
  for await (const { raw } of flint.listCategories(client)) {
    const handle = textIn(raw, 'handle');
    if (handle === undefined || isArchived(raw)) continue;
    const description = textIn(raw, 'description');
    const name = textIn(raw, 'name') ?? handle;
    byHandle.set(handle, { handle, name, ...(description === undefined ? {} : { description }) });
  }
  return byHandle;
}

/** Creates a category. One that somebody made in the meantime under the same handle serves as well. */
export async function createCategory(client: FlintClient, body: CategoryBody, idempotencyKey: string): Promise<void> {
  try {
    await flint.createCategory(client, { body: pick({ ...body }, ['handle', 'name', 'description']), idempotencyKey });
  } catch (error) {
    if (!(error instanceof FlintError) || error.code !== 'CATEGORY_HANDLE_EXISTS') throw error;
  }
}

/** The categories that a product or bundle names. They are read as objects and written as strings. */
export function categoriesNamedBy(raw: WireRecord): readonly CategoryBody[] {
  return listIn(raw, 'categories').flatMap((entry) => {
    if (typeof entry === 'string' && entry !== '') return [{ handle: entry, name: entry }];
    if (!isRecord(entry)) return [];
    const handle = textIn(entry, 'handle');
    return handle === undefined ? [] : [{ handle, name: textIn(entry, 'name') ?? handle }];
  });
}
