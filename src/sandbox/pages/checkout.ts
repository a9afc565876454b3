import type { Hono } from 'hono';
import { html } from 'hono/html';
import { paymentsReady } from '../account/verification.ts';
import { type Context, planeOf } from '../context.ts';
import { cards } from '../payments/cards.ts';
import { answerChallenge, payOrder } from '../payments/pay.ts';
import type { Scheduler } from '../scheduler.ts';
import type { CheckoutSessionRecord } from '../state/payment-records.ts';
import { checkoutPath } from './addresses.ts';
import { type CheckoutView, checkoutPage } from './checkout-markup.ts';
import { layout } from './layout.ts';
import { field, page } from './serve-page.ts';

const path = checkoutPath(':token');

/** The hosted checkout page: GET shows it, POST with `card` or `challenge` acts and leads back to it. */
export function serveCheckout(app: Hono, context: Context, scheduler: Scheduler): void {
  app.get(path, (call) => {
    scheduler.catchUp();
    scheduler.commit(false);
    const view = find(context, call.req.param('token'));
    return view === undefined ? page(call, unknown(), 404) : page(call, checkoutPage(view));
  });

  app.post(path, async (call) => {
    const card = await field(call, 'card');
    const challenge = await field(call, 'challenge');
    scheduler.catchUp();
    const view = find(context, call.req.param('token'));
    if (view === undefined) return page(call, unknown(), 404);
    act(context, view, card, challenge);
    scheduler.commit(true);
    return call.redirect(call.req.path, 303);
  });
}

/** Only an open session acts, so a form that is sent twice charges once. */
function act(context: Context, view: CheckoutView, cardId: string | undefined, challenge: string | undefined): void {
  const { mode, session, order } = view;
  if (session.status !== 'open' || !view.paymentsReady) return;
  if (session.challenged_payment_intent_id !== undefined) {
    if (challenge === 'complete' || challenge === 'fail')
      answerChallenge(context, mode, order, challenge === 'complete');
    return;
  }
  const card = cards.find(({ id }) => id === cardId);
  if (card !== undefined) payOrder(context, mode, order, card);
}

function find(context: Context, token: string | undefined): CheckoutView | undefined {
  for (const mode of ['test', 'live'] as const) {
    const plane = planeOf(context, mode);
    const session = Object.values(plane.checkout_sessions).find(
      (one: CheckoutSessionRecord) => one.access_token === token,
    );
    const order = session && plane.orders[session.order_id];
    if (session === undefined || order === undefined) continue;
    const intent = Object.values(plane.payment_intents).findLast(({ order_id }) => order_id === order.order_id);
    return { mode, session, order, intent, paymentsReady: paymentsReady(context, mode) };
  }
  return undefined;
}

function unknown() {
  return layout('Checkout', html`<p>There is no checkout at this address.</p>`);
}
