/**
 * A body as JSON text with sorted keys, so that the same values always give the same bytes: Flint compares the body of a repeated
 * Idempotency-Key with the first one (the API notes, transport, section 9).
 */
export function serialise(body: unknown): string {
  return JSON.stringify(body, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
