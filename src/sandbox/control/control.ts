import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { listen } from '../listen.ts';
import type { Sandbox } from '../options.ts';
import { refuseForeignPages } from '../refuse-foreign-pages.ts';
import { type Controlled, ControlRefused, type ControlRoute, controlRoutes } from './routes.ts';

export interface ControlOptions extends Omit<Controlled, 'sandbox'> {
  /** 0 or absent: any free port. */
  readonly port?: number;
}

/** A running control surface. */
export interface Control {
  /** `http://127.0.0.1:PORT`, never the port of the API. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the control surface of a sandbox: JSON over HTTP on a loopback port of its own, for tests. None of it is Flint's.
 * `GET /` lists what it can do. It ends with its own `close`, before or after the sandbox's.
 * Rejects with PortInUse when the port is taken.
 */
export async function startControl(sandbox: Sandbox, options: ControlOptions = {}): Promise<Control> {
  const { port = 0, clock, exchanges } = options;
  const controlled: Controlled = { sandbox, clock, exchanges };
  const address = { baseUrl: '' };
  const app = new Hono();
  refuseForeignPages(app, address);
  app.get('/', () => answer(200, index));
  for (const route of controlRoutes) {
    app.on(route.method, route.path, async (call) => perform(route, controlled, call.req.raw));
  }
  app.notFound(() => refusal(new ControlRefused(404, 'There is no such control. GET / lists them.')));

  const server = await listen(createAdaptorServer({ fetch: app.fetch }), port);
  address.baseUrl = `http://127.0.0.1:${server.address.port}`;
  return { url: address.baseUrl, close: () => server.close() };
}

const index = {
  what: 'The control surface of an embedded sandbox, for tests. It is the sandbox’s own; nothing of it is Flint’s.',
  controls: controlRoutes.map(({ method, path, does }) => ({ method, path, does })),
};

async function perform(route: ControlRoute, controlled: Controlled, request: Request): Promise<Response> {
  try {
    const body = await readJson(request);
    return answer(200, await route.run(controlled, body, new URL(request.url).searchParams));
  } catch (error) {
    if (error instanceof ControlRefused) return refusal(error);
    return answer(500, { error: error instanceof Error ? error.message : String(error) });
  }
}

async function readJson(request: Request): Promise<unknown> {
  const text = request.method === 'GET' ? '' : await request.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlRefused(400, 'The body is not valid JSON.');
  }
}

function refusal({ status, message }: ControlRefused): Response {
  return answer(status, { error: message });
}

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  });
}
