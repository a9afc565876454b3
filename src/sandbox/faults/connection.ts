import { ServerResponse } from 'node:http';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { struckBy } from './struck-requests.ts';

type Answering = (request: Request, bindings: HttpBindings | Http2Bindings) => Response | Promise<Response>;

/** Ends connections the way the faults of their request say, once everything else has seen the answer. */
export function endingConnections(answering: Answering): Answering {
  return async (request, bindings) => {
    const response = await answering(request, bindings);
    const ending = struckBy(request)?.ending;
    const { outgoing } = bindings;
    if (ending === undefined || !(outgoing instanceof ServerResponse)) return response;
    if (ending === 'reset') {
      outgoing.socket?.resetAndDestroy();
    } else {
      // Content-Length promises the whole body; what is here is half of it.
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      const half = Buffer.from(await response.arrayBuffer());
      outgoing.write(half, () => outgoing.socket?.destroy());
    }
    return RESPONSE_ALREADY_SENT;
  };
}
