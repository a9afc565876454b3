/** A path below the base URL, with every inserted id percent-encoded as one segment. Throws a RangeError for an id that is no segment. */
export function path(parts: TemplateStringsArray, ...ids: readonly string[]): string {
  return parts.reduce((built, part, index) => {
    const id = ids[index - 1] ?? '';
    if (id === '' || id === '.' || id === '..') throw new RangeError('An id in a path may not be empty or dots.');
    return `${built}${encodeURIComponent(id)}${part}`;
  });
}

/** Query values; an undefined one is left out, a list is repeated. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** The full URL of a call. A path of the base URL itself is kept; a trailing slash would be another, unknown route. */
export function urlOf(baseUrl: URL, path: string, query: Query = {}): URL {
  const url = new URL(baseUrl.origin);
  url.pathname = `${baseUrl.pathname.replace(/\/+$/, '')}${path}`;
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const single of typeof value === 'object' ? value : [value]) url.searchParams.append(name, String(single));
  }
  return url;
}
