import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** A request as middleware of this kind sees it: the body is whatever a parser before it has made of it. */
export type LikeRequest = IncomingMessage & { body?: unknown };
type LikeResponse = ServerResponse & { status(code: number): LikeResponse };
type Next = (error?: unknown) => void;
type Middleware = (request: LikeRequest, response: LikeResponse, next: Next) => unknown;

/** An application: a listener to which middleware is added. */
export type LikeApplication = RequestListener & {
  use(...chain: readonly Middleware[]): void;
  post(path: string, ...chain: readonly Middleware[]): void;
};

/**
 * As much of Express as a webhook handler needs: middleware in order, parsers that read the body once, and a last resort that answers 500
 * to whatever was thrown. Its mistakes are what matters here: whoever parses first takes the bytes from everybody after.
 */
export function expressLike(): LikeApplication {
  const layers: { readonly path: string | undefined; readonly run: Middleware }[] = [];
  const listener: RequestListener = (request, response) => {
    const answer = Object.assign(response, {
      status: (code: number) => {
        response.statusCode = code;
        return answer;
      },
    }) as LikeResponse;
    const end = (code: number): void => void answer.status(code).end();
    const wanted = ({ path }: { readonly path: string | undefined }): boolean =>
      path === undefined || (request.method === 'POST' && request.url?.split('?')[0] === path);
    const chain = layers.filter(wanted);
    const step = (place: number, error?: unknown): void => {
      const layer = chain[place];
      if (error !== undefined || layer === undefined) end(error === undefined ? 404 : 500);
      else {
        Promise.resolve()
          .then(() => layer.run(request, answer, (problem) => step(place + 1, problem)))
          .catch(() => end(500));
      }
    };
    step(0);
  };
  return Object.assign(listener, {
    use: (...chain: readonly Middleware[]) => void layers.push(...chain.map((run) => ({ path: undefined, run }))),
    post: (path: string, ...chain: readonly Middleware[]) => void layers.push(...chain.map((run) => ({ path, run }))),
  });
}

expressLike.raw = parser((bytes) => bytes);
expressLike.json = parser((bytes): unknown => JSON.parse(bytes.toString()));

function parser(read: (bytes: Buffer) => unknown): () => Middleware {
  return () => async (request, _response, next) => {
    if (request.body !== undefined) return next();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    request.body = read(Buffer.concat(parts));
    next();
  };
}
