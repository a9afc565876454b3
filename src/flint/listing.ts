import type { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { failureAbout } from './errors.ts';
import type { Query } from './transport/path.ts';
import { pageOf } from './wire/envelope.ts';

/** What to list. `keep` drops items the server should have filtered out but may not have. */
export interface ListOptions<Schema extends z.ZodType> {
  readonly path: string;
  readonly query?: Query | undefined;
  readonly item: Schema;
  readonly idOf: (item: z.output<Schema>) => string;
  /** Told of every item, kept or not. */
  readonly seen?: ((item: z.output<Schema>) => void) | undefined;
  readonly keep?: ((item: z.output<Schema>) => boolean) | undefined;
}

const largestPage = 100;

/**
 * A list over all its pages, read as it is walked: `for await (const item of listing)`. Pages are no stable snapshot, so an item seen
 * before is left out (the API notes, transport, section 6). Each walk reads anew.
 */
export class Listing<Item> implements AsyncIterable<Item> {
  readonly #pages: () => AsyncGenerator<Answer<readonly Item[]>>;

  constructor(pages: () => AsyncGenerator<Answer<readonly Item[]>>) {
    this.#pages = pages;
  }

  /** The pages with their evidence, without repeated items. */
  pages(): AsyncIterable<Answer<readonly Item[]>> {
    return this.#pages();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for await (const page of this.#pages()) yield* page.value;
  }

  /** Everything at once, with the evidence of the last page. */
  async all(): Promise<Answer<readonly Item[]>> {
    const items: Item[] = [];
    let last: Answer<readonly Item[]> | undefined;
    for await (const page of this.#pages()) {
      items.push(...page.value);
      last = page;
    }
    if (last === undefined) throw new Error('A list has at least one page.');
    return { value: items, evidence: last.evidence };
  }
}

/** Lists a collection in pages of 100. */
export function list<Schema extends z.ZodType>(
  client: FlintClient,
  options: ListOptions<Schema>,
): Listing<z.output<Schema>> {
  return new Listing(() => walk(client, options));
}

async function* walk<Schema extends z.ZodType>(
  client: FlintClient,
  options: ListOptions<Schema>,
): AsyncGenerator<Answer<readonly z.output<Schema>[]>> {
  const seen = new Set<string>();
  const tokens = new Set<string>();
  const answer = pageOf(options.item);
  let token: string | undefined;
  do {
    const query = { ...options.query, page_size: largestPage, page_token: token };
    const page = await client.request({ method: 'GET', path: options.path, query, answer });
    const fresh = page.value.items.filter((item) => {
      const id = options.idOf(item);
      if (seen.has(id)) return false;
      seen.add(id);
      options.seen?.(item);
      return options.keep?.(item) ?? true;
    });
    yield { value: fresh, evidence: page.evidence };
    token = page.value.nextPageToken;
    if (token !== undefined && tokens.has(token)) {
      throw failureAbout(page.evidence, 'not-understood', 'the list goes round in circles');
    }
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
}
