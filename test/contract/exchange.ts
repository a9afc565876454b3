/** Headers in any of the forms that servers, clients and recorders hold them in; names are matched without case. */
export type RecordedHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A query in any of the forms it is held in; a repeated name holds all of its values. */
export type RecordedQuery = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;

/** One request and its answer. A body is the parsed JSON, the text if it is no JSON, and absent if there was none. */
export interface Exchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: RecordedQuery;
  readonly requestHeaders: RecordedHeaders;
  readonly requestBody?: unknown;
  readonly status: number;
  readonly responseHeaders: RecordedHeaders;
  readonly responseBody?: unknown;
}

/** A webhook POST as it left for an endpoint. */
export interface Delivery {
  readonly requestHeaders: RecordedHeaders;
  readonly requestBody?: unknown;
}

/** Header values by lower-case name. */
export function headerValues(headers: RecordedHeaders): ReadonlyMap<string, string> {
  const entries = headers instanceof Headers ? [...headers.entries()] : Object.entries(headers);
  const values = new Map<string, string>();
  for (const [name, value] of entries) {
    if (value !== undefined) values.set(name.toLowerCase(), typeof value === 'string' ? value : value.join(', '));
  }
  return values;
}

/** Query values by name; a name that was given once holds one value. */
export function queryValues(query: RecordedQuery): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  if (query instanceof URLSearchParams) {
    for (const name of query.keys()) values.set(name, query.getAll(name));
    return values;
  }
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) values.set(name, typeof value === 'string' ? [value] : value);
  }
  return values;
}
