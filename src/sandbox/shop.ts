import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';

/** What the shop of a rehearsal is configured with at this moment. */
export interface ShopOptions {
  /** Where its Flint is: `http://127.0.0.1:PORT`. */
  readonly flintUrl: string;
  /** Its FLINT_API_KEY, if it has one. */
  readonly key: () => string | undefined | Promise<string | undefined>;
}

export const shopPath = '/';
export const healthPath = '/health';

const madeOrder = z.object({ data: z.object({ order_id: z.string() }) });
const madeSession = z.object({ data: z.object({ checkout_session: z.object({ url: z.string() }) }) });

/** What the shop sells: one thing, cheap enough for a verification. */
const postcard = { name: 'One postcard', unit_price_money: { amount: 120, currency: 'USD' }, quantity: 1 };

/**
 * The "deployed service" of a rehearsal, beside its webhook handler: a page with one thing to buy, its own checkout, and a health
 * page that names the mode of its last call to Flint.
 */
export function serveShop(app: Hono, options: ShopOptions): void {
  const ask = async (method: string, path: string, body?: object, reference = ''): Promise<Response> =>
    await fetch(`${options.flintUrl}${path}`, {
      method,
      redirect: 'error',
      headers: {
        authorization: `Bearer ${(await options.key()) ?? ''}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': `${path.split('/').at(-1)}-${reference}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  app.get(healthPath, async (call) => {
    const answer = await ask('GET', '/v1/orders?page_size=1');
    const mode = answer.headers.get('flint-mode');
    if (mode !== null) call.header('Flint-Mode', mode);
    return call.json({ ok: answer.ok }, answer.ok ? 200 : 503);
  });

  app.get(shopPath, (call) =>
    call.html(
      html`<!doctype html><meta charset="utf-8"><title>The shop of this rehearsal</title>
<h1>The shop of this rehearsal</h1><p>It runs with the production configuration. Nothing here is real money.</p>
<form method="post" action="/buy"><button>Buy one postcard, 1.20 USD</button></form>`,
    ),
  );

  app.post('/buy', async (call) => {
    const cart = randomUUID();
    const made = await ask('POST', '/v1/orders', { line_items: [postcard], external_reference_id: cart }, cart);
    const order = madeOrder.safeParse(await made.json().catch(() => undefined));
    if (!made.ok || !order.success) return call.text('That did not work. Please try again.', 502);
    const opened = await ask('POST', '/v1/checkout-sessions', { order_id: order.data.data.order_id }, cart);
    const session = madeSession.safeParse(await opened.json().catch(() => undefined));
    if (!opened.ok || !session.success) return call.text('That did not work. Please try again.', 502);
    return call.redirect(session.data.data.checkout_session.url, 303);
  });
}
