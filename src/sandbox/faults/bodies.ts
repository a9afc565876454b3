import { withNulls } from '../transport/nulls.ts';
import { forEachObject, isRecord, readJsonAnswer, withBody } from './json-answer.ts';

/** A value that no document lists: clients have to take it for unknown, never for success. */
const unknownValue = 'unheard_of';

/** Gives every status in `data`, or the field named, a value nobody has heard of. */
export async function withUnknownEnum(response: Response, field: string | undefined): Promise<Response> {
  const isMeant = (name: string): boolean =>
    field === undefined ? name === 'status' || name.endsWith('_status') : name === field;
  return bend(response, ({ data }) => {
    forEachObject(data, (object) => {
      for (const [name, value] of Object.entries(object)) {
        if (typeof value === 'string' && isMeant(name)) object[name] = unknownValue;
      }
    });
  });
}

/** Sends the optional fields that the resources in `data` have no value for as null. */
export async function withNullForAbsent(response: Response): Promise<Response> {
  return bend(response, (body) => {
    body.data = withNulls(body.data);
    if (Array.isArray(body.data)) body.next_page_token ??= null;
  });
}

/** Leaves secrets out of an answer that is a replay; any other answer stays as it is. */
export async function withoutSecretOnReplay(response: Response): Promise<Response> {
  if (response.headers.get('Idempotency-Replayed') !== 'true') return response;
  return bend(response, ({ data }) => {
    forEachObject(data, (object) => {
      delete object.secret;
      delete object.secret_key;
    });
  });
}

/** No UUID, no `req_` and no word: spaces, a slash, letters beyond ASCII that a header can still carry. */
export const oddRequestId = 'Anfrage Nr. 42/ä: «ja?»';

/** Another request id, or none, in the headers and everywhere in the body. */
export async function withRequestId(response: Response, id: string | undefined): Promise<Response> {
  const bent = await bend(response, (body) => {
    for (const part of [body, body.meta, body.error]) {
      if (!isRecord(part) || part.request_id === undefined) continue;
      if (id === undefined) delete part.request_id;
      else part.request_id = id;
    }
  });
  bent.headers.delete('X-Request-Id');
  if (id !== undefined) bent.headers.set('X-Request-Id', id);
  return bent;
}

async function bend(response: Response, change: (body: Record<string, unknown>) => void): Promise<Response> {
  const body = await readJsonAnswer(response);
  if (body === undefined) return response;
  change(body);
  return withBody(response, JSON.stringify(body));
}
