import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from './api-error.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextPageToken?: string;
}

const tokenContent = z.object({ after: z.number().int().min(1), filters: z.string() });

/** Cuts a page out of a list. A token is only good for the filters it was made with. */
export function pageOf<Item>(
  items: readonly Item[],
  path: string,
  query: { readonly page_size: number; readonly page_token?: string | undefined },
): Page<Item> {
  const { page_size, page_token, ...filters } = query;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([path, filters]))
    .digest('base64url')
    .slice(0, 16);
  const start = page_token === undefined ? 0 : positionOf(page_token, fingerprint);
  const end = start + page_size;
  const page = items.slice(start, end);
  if (end >= items.length) return { items: page };
  const token = Buffer.from(JSON.stringify({ after: end, filters: fingerprint })).toString('base64url');
  return { items: page, nextPageToken: token };
}

function positionOf(token: string, fingerprint: string): number {
  const content = tokenContent.safeParse(parseToken(token));
  if (!content.success || content.data.filters !== fingerprint) {
    throw new ApiError(400, 'INVALID_PAGE_TOKEN', 'This page token does not belong to this list and its filters.', {
      param: 'page_token',
    });
  }
  return content.data.after;
}

function parseToken(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
