import { html } from 'hono/html';
import { behaviourIn, type Card, type CardBehaviour, cards } from '../payments/cards.ts';
import { outstanding } from '../payments/orders.ts';
import type { CheckoutSessionRecord, OrderRecord, PaymentIntentRecord } from '../state/payment-records.ts';
import type { Mode } from '../state/plane.ts';
import { layout, type Markup } from './layout.ts';

/** What the hosted checkout page shows. */
export interface CheckoutView {
  readonly mode: Mode;
  readonly session: CheckoutSessionRecord;
  readonly order: OrderRecord;
  readonly intent: PaymentIntentRecord | undefined;
  /** While payments are not ready, live checkouts offer no payment methods (the guide, step 3). */
  readonly paymentsReady: boolean;
}

export function checkoutPage(view: CheckoutView): Markup {
  return layout('Checkout', html`${orderSummary(view)}${stateOf(view)}`);
}

function stateOf(view: CheckoutView): Markup {
  switch (view.session.status) {
    case 'paid':
      return paid(view);
    case 'partially_paid':
      return html`<p role="status"><strong>Partly paid.</strong> ${price(outstanding(view.order), view.order.currency)} of this order are still due. This checkout is over.</p>`;
    case 'expired':
      return html`<p role="status">This checkout has expired. Ask the shop for a new link.</p>`;
    case 'open':
      if (!view.paymentsReady) return noMethods();
      return view.session.challenged_payment_intent_id === undefined ? choice(view) : challengeForm();
    default:
      return html`<p role="status">This checkout is closed. Nothing was charged here.</p>`;
  }
}

function orderSummary({ mode, order }: CheckoutView): Markup {
  return html`<dl>
<dt>Order</dt><dd>${order.order_number} (${order.order_id})</dd>
<dt>Items</dt>${order.line_items.map(
    (line) =>
      html`<dd>${line.quantity} × ${line.name}, ${price(line.unit_price_money.amount, order.currency)} each</dd>`,
  )}
<dt>Amount</dt><dd>${price(order.total, order.currency)}</dd>
<dt>Data plane</dt><dd>${mode === 'live' ? 'live (rehearsed)' : 'test'}</dd>
</dl>`;
}

function choice({ mode, order, intent }: CheckoutView): Markup {
  const accepted = mode === 'live' ? 'stand-in' : 'test';
  const ordered = [...cards].sort((one, other) => Number(other.kind === accepted) - Number(one.kind === accepted));
  const failure = intent?.last_payment_error;
  return html`${failure === undefined ? '' : html`<p role="alert"><strong>The last try failed.</strong> ${failure.message} You can try again.</p>`}
<form method="post">
<fieldset>
<legend>Choose a card. No number is asked for, and none can be typed.</legend>
${ordered.map((card, place) => option(mode, card, place === 0))}
</fieldset>
<button type="submit">Pay ${price(outstanding(order), order.currency)} (simulated)</button>
</form>`;
}

function option(mode: Mode, card: Card, first: boolean): Markup {
  const note = `${card.id}_note`;
  return html`<p><input type="radio" name="card" id="${card.id}" value="${card.id}" aria-describedby="${note}" ${first ? 'checked' : ''} required>
<label for="${card.id}">${card.label}</label><br>
<span id="${note}">${consequence(mode, card)}</span></p>
`;
}

const consequences: Record<CardBehaviour, string> = {
  succeed: 'Pays the order. Its webhooks are sent.',
  decline: 'Is declined. The checkout stays open for another try.',
  'insufficient-funds': 'Is declined for insufficient funds. The checkout stays open for another try.',
  challenge: 'Asks for a 3D Secure challenge first.',
  'pay-half': 'Pays half of what is due. The order stays partly paid, and this checkout ends.',
  'refuse-refunds': 'Pays the order. Refunds to it are accepted and fail some seconds later.',
};

function consequence(mode: Mode, card: Card): string {
  if (mode === 'live' && card.kind === 'test') return 'Is declined: test cards decline in live mode.';
  if (mode === 'test' && card.kind === 'stand-in') return 'Is declined: in test mode only test cards pay.';
  return consequences[behaviourIn(mode, card)];
}

export function challengeForm(): Markup {
  return html`<h2>3D Secure</h2>
<p>The bank of this card asks whether it is really you. In the rehearsal you decide how that ends.</p>
<form method="post">
<button type="submit" name="challenge" value="complete">Complete</button>
<button type="submit" name="challenge" value="fail">Fail</button>
</form>`;
}

function noMethods(): Markup {
  return html`<p role="status">There are no payment methods to offer: the payments readiness of this account is not ready. Clear the listed requirements, then load this page again.</p>`;
}

function paid({ session }: CheckoutView): Markup {
  const back = session.success_redirect_url;
  return html`<p role="status"><strong>Paid.</strong> The order is paid in the rehearsal, and its webhooks are on their way.</p>
${back === undefined ? '' : html`<p>Flint would now send the buyer to <a href="${back}">${back}</a>.</p>`}`;
}

function price(amount: number, currency: string): string {
  return `${(amount / 100).toFixed(2)} ${currency}`;
}
