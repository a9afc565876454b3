import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { listen } from './listen.ts';
import { healthPath, type ShopOptions, serveShop, shopPath } from './shop.ts';

/** A signed event that came in and was acknowledged. */
export interface ReceivedEvent {
  /** `X-Flint-Webhook-ID`, by which deliveries are deduplicated. */
  readonly id: string;
  readonly type: string;
  readonly mode: string;
  readonly orderId?: string;
  readonly refundId?: string;
  /** A synthetic event. */
  readonly test: boolean;
  /** It had come before, so nothing was done. */
  readonly duplicate: boolean;
  readonly receivedAt: string;
}

export interface ReceiverOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** The signing secret the handler is configured with at this moment, if any. */
  readonly secret: () => string | undefined | Promise<string | undefined>;
  /** The shop beside the handler, configured as it is; absent: there is the handler alone. */
  readonly shop?: ShopOptions;
  readonly onEvent?: (event: ReceivedEvent) => void;
}

/** The "production handler" of a rehearsal. */
export interface Receiver {
  /** `http://127.0.0.1:PORT/webhooks/flint` */
  readonly url: string;
  readonly port: number;
  /** The page of the shop and its health page, where there is one. */
  readonly shopUrl?: string;
  readonly healthUrl?: string;
  readonly received: readonly ReceivedEvent[];
  close(): Promise<void>;
}

const receiverPath = '/webhooks/flint';

const envelope = z.looseObject({
  webhook_event_id: z.string(),
  event_type: z.string(),
  mode: z.string(),
  test: z.boolean().optional(),
  data: z.looseObject({ order_id: z.string().optional(), refund_id: z.string().optional() }),
});

const largestBody = 1024 * 1024;

/**
 * Starts a handler as the guide wants one: it verifies signatures on the raw body, deduplicates by X-Flint-Webhook-ID and
 * answers 2xx at once. Rejects with PortInUse when the port is taken.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const received: ReceivedEvent[] = [];
  const seen = new Set<string>();
  const app = new Hono();

  app.post(receiverPath, bodyLimit({ maxSize: largestBody }), async (call) => {
    const id = call.req.header('x-flint-webhook-id');
    const body = Buffer.from(await call.req.arrayBuffer());
    // The id that is deduplicated by has to be the one that is signed.
    const genuine =
      id !== undefined &&
      id === call.req.header('webhook-id') &&
      verified(await options.secret(), body, call.req.header());
    if (!genuine) return call.text('invalid signature', 400);
    const event = envelope.safeParse(parsed(body));
    if (!event.success) return call.text('not an event', 400);

    const { event_type, mode, test = false, data } = event.data;
    const entry: ReceivedEvent = {
      id,
      type: event_type,
      mode,
      ...(data.order_id === undefined ? {} : { orderId: data.order_id }),
      ...(data.refund_id === undefined ? {} : { refundId: data.refund_id }),
      test,
      duplicate: seen.has(id),
      receivedAt: new Date().toISOString(),
    };
    seen.add(id);
    received.push(entry);
    // Acknowledge first, work afterwards.
    setImmediate(() => options.onEvent?.(entry));
    return call.text('accepted', 200);
  });

  if (options.shop !== undefined) serveShop(app, options.shop);

  const server = await listen(createAdaptorServer({ fetch: app.fetch }), options.port ?? 0);
  const { port } = server.address;
  const at = `http://127.0.0.1:${port}`;
  const shop = options.shop === undefined ? {} : { shopUrl: `${at}${shopPath}`, healthUrl: `${at}${healthPath}` };
  return { url: `${at}${receiverPath}`, port, ...shop, received, close: () => server.close() };
}

function verified(secret: string | undefined, body: Buffer, headers: Record<string, string>): boolean {
  if (secret === undefined) return false;
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
