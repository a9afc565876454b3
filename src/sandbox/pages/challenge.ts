import type { Hono } from 'hono';
import { html } from 'hono/html';
import { type Context, planeOf } from '../context.ts';
import { answerChallenge } from '../payments/pay.ts';
import type { Scheduler } from '../scheduler.ts';
import type { OrderRecord, PaymentIntentRecord } from '../state/payment-records.ts';
import type { Mode } from '../state/plane.ts';
import { challengePath } from './addresses.ts';
import { challengeForm } from './checkout-markup.ts';
import { layout, type Markup } from './layout.ts';
import { field, page } from './serve-page.ts';

const path = challengePath(':payment_intent_id');

/** The page behind the 3D Secure challenge of `POST /v1/orders/{id}/pay`; POST with `challenge` answers it. */
export function serveChallenge(app: Hono, context: Context, scheduler: Scheduler): void {
  app.get(path, (call) => {
    const found = find(context, call.req.param('payment_intent_id'));
    return found === undefined ? page(call, unknown(), 404) : page(call, challengePage(found.intent));
  });

  app.post(path, async (call) => {
    const challenge = await field(call, 'challenge');
    scheduler.catchUp();
    const found = find(context, call.req.param('payment_intent_id'));
    if (found === undefined) return page(call, unknown(), 404);
    if (challenge === 'complete' || challenge === 'fail') {
      answerChallenge(context, found.mode, found.order, challenge === 'complete');
    }
    scheduler.commit(true);
    return call.redirect(call.req.path, 303);
  });
}

interface Found {
  readonly mode: Mode;
  readonly order: OrderRecord;
  readonly intent: PaymentIntentRecord;
}

function find(context: Context, id: string | undefined): Found | undefined {
  for (const mode of ['test', 'live'] as const) {
    const { payment_intents, orders } = planeOf(context, mode);
    const intent = payment_intents[id ?? ''];
    const order = intent && orders[intent.order_id];
    if (intent !== undefined && order !== undefined) return { mode, order, intent };
  }
  return undefined;
}

function challengePage(intent: PaymentIntentRecord): Markup {
  return layout(
    '3D Secure',
    intent.status === 'requires_action' ? challengeForm() : html`<p role="status">No challenge waits here.</p>`,
  );
}

function unknown(): Markup {
  return layout('3D Secure', html`<p>There is no payment at this address.</p>`);
}
