import { ApiError } from './api-error.ts';

/** Largest request body that is read. */
const largestBody = 1024 * 1024;

/** A name given once is text, a name given several times is a list. */
export function readQueryString(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

export async function readText(request: Request): Promise<string> {
  const text = await request.text();
  if (text.length > largestBody) throw new ApiError(413, 'REQUEST_TOO_LARGE', 'The body is larger than 1 MB.');
  return text;
}

/** The parsed body; undefined when nothing was sent. */
export function parseJson(text: string, contentType: string | null): unknown {
  if (text === '') return undefined;
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
    throw new ApiError(415, 'UNSUPPORTED_CONTENT_TYPE', 'Bodies are sent as application/json.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'INVALID_JSON', 'The body is not valid JSON.');
  }
}
