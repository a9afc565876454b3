import type { FlintClient } from '../flint/client.ts';
import { FlintError, isNotFound } from '../flint/errors.ts';
import type { WireRecord } from '../flint/wire/fields.ts';
import { type Categories, readCategories } from './categories.ts';
import { unreadWords } from './copy.ts';
import { Gate } from './gate.ts';
import { readers } from './readers.ts';

/** What a plane's configuration consists of, as far as code names it by id (the API notes, catalog, section 2). */
export type ConfigurationKind =
  | 'product'
  | 'variant'
  | 'bundle'
  | 'subscription plan'
  | 'promotion'
  | 'promotion code'
  | 'payment link'
  | 'payment method domain'
  | 'webhook endpoint';

/** One object of a plane. `name` is cleaned and may be shown; `raw` is the object as sent and may not. */
export interface ConfigurationObject {
  readonly id: string;
  readonly kind: ConfigurationKind;
  readonly name: string;
  readonly externalReferenceId?: string;
  /** What tells it from others of its kind within a mode: a SKU, a code, a URL. As sent, so not to be shown. */
  readonly naturalKey?: string;
  /** A variant's product, a code's promotion. */
  readonly parentId?: string;
  readonly raw: WireRecord;
}

/** A kind that could not be read, and why in a sentence. */
export interface UnreadKind {
  readonly kind: ConfigurationKind;
  readonly because: string;
}

/** The configuration of one plane, archived objects included. What could not be read is in `unread`, never silently missing. */
export interface Inventory {
  readonly objects: ReadonlyMap<string, ConfigurationObject>;
  readonly unread: readonly UnreadKind[];
  readonly categories: Categories;
}

/** What both planes have. */
export interface Planes {
  readonly sandbox: Inventory;
  readonly production: Inventory;
}

/** Most that are read side by side; the client's traffic may let through fewer at a time. */
const readsAtATime = 12;

/**
 * Reads a plane's configuration completely; `onProgress` is told how many objects have been read so far. A kind that this server does not
 * have (404) or that the key may not read (403) goes to `unread`; every other failure is thrown as the FlintError it is.
 */
export async function readInventory(
  client: FlintClient,
  options: { readonly onProgress?: ((read: number) => void) | undefined } = {},
): Promise<Inventory> {
  const gate = new Gate(readsAtATime);
  const objects = new Map<string, ConfigurationObject>();
  const found = (...these: readonly ConfigurationObject[]): void => {
    for (const object of these) objects.set(object.id, object);
    options.onProgress?.(objects.size);
  };
  try {
    const [categories, ...unread] = await Promise.all([
      readCategoriesOrWhyNot(client, gate),
      ...readers.map(async ({ kinds, read }) => {
        const because = await whyNotRead(kinds[0], async () => await read({ client, gate, found }));
        return because === undefined ? [] : kinds.map((kind) => ({ kind, because }));
      }),
    ]);
    return { objects, unread: unread.flat(), categories };
  } catch (error) {
    gate.close();
    throw error;
  }
}

async function readCategoriesOrWhyNot(client: FlintClient, gate: Gate): Promise<Categories> {
  let byHandle: Extract<Categories, { read: true }>['byHandle'] = new Map();
  const because = await whyNotRead('category', async () => {
    byHandle = await gate.run(async () => await readCategories(client));
    return undefined;
  });
  return because === undefined ? { read: true, byHandle } : { read: false, because };
}

/** Reads, and answers with undefined; or with the reason why this kind cannot be read with this key from this server. */
async function whyNotRead(
  kind: ConfigurationKind | 'category',
  read: () => Promise<undefined | 'not served'>,
): Promise<string | undefined> {
  try {
    return (await read()) === 'not served' ? unreadWords.noSuchRoute(kind) : undefined;
  } catch (error) {
    if (isNotFound(error)) return unreadWords.noSuchRoute(kind);
    if (error instanceof FlintError && error.problem === 'forbidden') {
      return unreadWords.forbidden(kind, error.missingScopes ?? [], error.requestId);
    }
    throw error;
  }
}
