/** The parsed body of an answer, to be bent; undefined when it is no JSON object. */
export async function readJsonAnswer(response: Response): Promise<Record<string, unknown> | undefined> {
  try {
    const body: unknown = JSON.parse(await response.clone().text());
    return isRecord(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** The same answer with another body. */
export function withBody(response: Response, body: string | Uint8Array<ArrayBuffer>): Response {
  const headers = new Headers(response.headers);
  headers.delete('Content-Length');
  return new Response(body, { status: response.status, headers });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Calls `visit` for every object inside of a value, the value itself included. */
export function forEachObject(value: unknown, visit: (object: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) forEachObject(item, visit);
  } else if (isRecord(value)) {
    visit(value);
    for (const part of Object.values(value)) forEachObject(part, visit);
  }
}
