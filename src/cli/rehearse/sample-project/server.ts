export const server = `// The shop: a page, a way to the checkout, and the webhook handler.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createOrder, openCheckout } from './flint.js';
import { keep, resume, work } from './fulfilment.js';
import { isFromFlint } from './webhooks.js';

const catalog = JSON.parse(readFileSync('config/catalog.json', 'utf8'));
const page = readFileSync('public/index.html', 'utf8');
const largestBody = 1024 * 1024;

const routes = {
  'GET /': showShop,
  'GET /thanks': showThanks,
  'POST /checkout': checkOut,
  'POST /webhooks/flint': receiveWebhook,
};

/** Each page has a cart of its own. Its id is the key of the purchase, so a form that is sent twice buys once. */
function showShop(_request, response) {
  const options = catalog.variants.map(({ name, variantId }) => '<option value="' + variantId + '">' + name + '</option>');
  html(response, page.replaceAll('{{cart}}', randomUUID()).replace('{{variants}}', options.join('')));
}

/** Anyone can open this page. It promises nothing; the goods go out when the webhook has come. */
function showThanks(_request, response) {
  html(response, '<!doctype html><title>Thank you</title><p>Thank you. We write to you as soon as your payment has arrived.');
}

async function checkOut(request, response) {
  const form = new URLSearchParams((await rawBody(request)).toString());
  const cart = form.get('cart');
  if (!/^[0-9a-f-]{36}$/.test(cart)) return refuse(response, 400, 'This form is not ours.');
  if (form.get('buy') === 'subscription') {
    return redirect(response, await openCheckout({ cart, planId: process.env.FLINT_PLAN_ID }));
  }
  const variant = catalog.variants.find(({ variantId }) => variantId === form.get('variant'));
  const quantity = Number(form.get('quantity'));
  if (!variant || !(Number.isInteger(quantity) && quantity > 0 && quantity < 100)) {
    return refuse(response, 400, 'Choose a size, and how many.');
  }
  const order = await createOrder({ cart, variantId: variant.variantId, quantity });
  redirect(response, await openCheckout({ cart, orderId: order.order_id }));
}

/** Checks the raw body, keeps the event, answers, and only then works. */
async function receiveWebhook(request, response) {
  const body = await rawBody(request);
  if (!isFromFlint(body, request.headers, process.env.FLINT_WEBHOOK_SECRET)) {
    return refuse(response, 400, 'invalid signature');
  }
  const event = JSON.parse(body.toString());
  const isNew = await keep(event);
  response.writeHead(200).end();
  if (isNew) await work(event);
}

async function rawBody(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > largestBody) throw new Error('The body is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function html(response, text) {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
}

function redirect(response, location) {
  response.writeHead(303, { location }).end();
}

function refuse(response, status, reason) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(reason);
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://shop');
  const route = routes[request.method + ' ' + pathname];
  try {
    if (route) await route(request, response);
    else refuse(response, 404, 'There is nothing here.');
  } catch (error) {
    console.error(pathname, error.message);
    if (!response.headersSent) refuse(response, 502, 'That did not work. Please try again.');
  }
});

server.listen(Number(process.env.PORT ?? 3000), () => console.log('The shop is open on port ' + server.address().port));
resume();
setInterval(resume, 60_000).unref();
`;
