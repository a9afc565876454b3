import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import { money } from '../state/money.ts';
import type { OrderRecord, PaymentIntentRecord } from '../state/payment-records.ts';
import type { Mode } from '../state/plane.ts';
import { emit } from '../webhooks/emit.ts';
import { behaviourIn, type Card } from './cards.ts';
import { completeCheckoutSession, openSessionOf } from './checkout-sessions.ts';
import { announceOrder, currentStatus, outstanding, paymentStatus } from './orders.ts';

/** Why a payment failed, in the codes of the API notes, money section 4. */
const failures = {
  decline: { code: 'card_declined', message: 'The card was declined.' },
  'insufficient-funds': { code: 'insufficient_funds', message: 'The card has insufficient funds.' },
  authentication: { code: 'authentication_required', message: 'The 3D Secure challenge was not completed.' },
} as const;

/**
 * Charges what is outstanding on an order. The intent's status afterwards is the outcome: `succeeded`, `requires_action`
 * while a 3D Secure challenge waits, else `requires_payment_method`. An order that is already paid is not charged again.
 */
export function payOrder(context: Context, mode: Mode, order: OrderRecord, card: Card): PaymentIntentRecord {
  const intent = intentOf(context, mode, order);
  const due = outstanding(order);
  if (due === 0) return intent;
  intent.card = { brand: 'visa', last4: card.last4 };
  const behaviour = behaviourIn(mode, card);
  switch (behaviour) {
    case 'refuse-refunds':
      intent.refuses_refunds = true;
      succeed(context, mode, order, intent, due);
      break;
    case 'succeed':
      succeed(context, mode, order, intent, due);
      break;
    case 'pay-half':
      succeed(context, mode, order, intent, Math.ceil(due / 2));
      break;
    case 'challenge':
      intent.status = 'requires_action';
      intent.last_payment_error = undefined;
      touch(context, intent);
      challengeSession(context, mode, order, intent.payment_intent_id);
      announceIntent(context, mode, intent, 'payment_intent.requires_action');
      break;
    default:
      fail(context, mode, order, intent, failures[behaviour]);
  }
  return intent;
}

/** What the buyer made of the 3D Secure challenge. Does nothing when no challenge waits, and on a closed order. */
export function answerChallenge(context: Context, mode: Mode, order: OrderRecord, completed: boolean): void {
  const intent = waitingIntent(context, mode, order);
  if (intent === undefined || order.closed_at !== undefined) return;
  challengeSession(context, mode, order, undefined);
  if (completed) succeed(context, mode, order, intent, outstanding(order));
  else fail(context, mode, order, intent, failures.authentication);
}

/** A closed order takes no money any more, so a challenge that still waits on it comes to nothing. */
export function cancelWaitingPayment(context: Context, mode: Mode, order: OrderRecord): void {
  const intent = waitingIntent(context, mode, order);
  if (intent === undefined) return;
  intent.status = 'canceled';
  touch(context, intent);
  announceIntent(context, mode, intent, 'payment_intent.canceled');
}

function waitingIntent(context: Context, mode: Mode, order: OrderRecord): PaymentIntentRecord | undefined {
  return Object.values(planeOf(context, mode).payment_intents).find(
    ({ order_id, status }) => order_id === order.order_id && status === 'requires_action',
  );
}

/** The intent of an order: every try to pay it belongs to the same one, until that has paid a part. */
function intentOf(context: Context, mode: Mode, order: OrderRecord): PaymentIntentRecord {
  const intents = planeOf(context, mode).payment_intents;
  const open = outstanding(order) > 0;
  const existing = Object.values(intents).find(
    ({ order_id, captured }) => order_id === order.order_id && !(open && captured > 0),
  );
  if (existing !== undefined) return existing;
  const at = timestamp(context);
  const intent: PaymentIntentRecord = {
    payment_intent_id: newId('pi', context.clock.now()),
    order_id: order.order_id,
    status: 'requires_payment_method',
    amount_money: money(outstanding(order), order.currency),
    captured: 0,
    refunded: 0,
    processing_fee: 0,
    created_at: at,
    updated_at: at,
  };
  intents[intent.payment_intent_id] = intent;
  return intent;
}

/** The sequence of events is that of the API notes, money section 6. */
function succeed(context: Context, mode: Mode, order: OrderRecord, intent: PaymentIntentRecord, amount: number): void {
  intent.status = 'succeeded';
  intent.amount_money = money(amount, order.currency);
  intent.captured = amount;
  intent.processing_fee = Math.round(amount * 0.029) + 30;
  intent.last_payment_error = undefined;
  touch(context, intent);
  order.paid += amount;
  touch(context, order);
  announceIntent(context, mode, intent, 'payment_intent.succeeded');
  announceOrder(context, mode, order, 'order.payment_captured');
  announcePayment(context, mode, order);
  completeCheckoutSession(context, mode, order);
  announceBalance(context, mode, { type: 'payment', amount, fee: intent.processing_fee, currency: order.currency });
}

/** Whether the order is fully paid decides the event; its name and what it carries are the generation's own. */
function announcePayment(context: Context, mode: Mode, order: OrderRecord): void {
  if (outstanding(order) > 0)
    announceOrder(context, mode, order, 'order.partially_paid', settlementData(context, mode, order));
  else if (!context.api.isCurrent('paid-event')) announceOrder(context, mode, order, 'order.payment_succeeded');
  else announceOrder(context, mode, order, 'order.paid', settlementData(context, mode, order));
}

function settlementData(context: Context, mode: Mode, order: OrderRecord): Record<string, unknown> {
  const intents = Object.values(planeOf(context, mode).payment_intents);
  return {
    status: currentStatus(order),
    payment_status: paymentStatus(order),
    order_payment_intent_ids: intents
      .filter(({ order_id, captured }) => order_id === order.order_id && captured > 0)
      .map(({ payment_intent_id }) => payment_intent_id),
    total_money: money(order.total, order.currency),
    paid_money: money(order.paid, order.currency),
    outstanding_money: money(outstanding(order), order.currency),
    line_items: order.line_items.map(({ order_line_item_id, name, quantity, product_id, variant_id, bundle_id }) => ({
      order_line_item_id,
      name,
      quantity,
      product_id,
      variant_id,
      bundle_id,
    })),
  };
}

function fail(
  context: Context,
  mode: Mode,
  order: OrderRecord,
  intent: PaymentIntentRecord,
  failure: { readonly code: string; readonly message: string },
): void {
  intent.status = 'requires_payment_method';
  intent.last_payment_error = { ...failure, failed_at: timestamp(context) };
  touch(context, intent);
  challengeSession(context, mode, order, undefined);
  announceIntent(context, mode, intent, 'payment_intent.payment_failed');
}

function challengeSession(context: Context, mode: Mode, order: OrderRecord, intentId: string | undefined): void {
  const session = openSessionOf(planeOf(context, mode), order);
  if (session !== undefined) session.challenged_payment_intent_id = intentId;
}

function touch(context: Context, record: { updated_at: string }): void {
  record.updated_at = timestamp(context);
}

function announceIntent(context: Context, mode: Mode, intent: PaymentIntentRecord, type: string): void {
  emit(context, mode, {
    type,
    data: {
      payment_intent_id: intent.payment_intent_id,
      order_id: intent.order_id,
      status: intent.status,
      resource_updated_at: intent.updated_at,
    },
    resource: { type: 'payment_intent', id: intent.payment_intent_id },
  });
}

interface BalanceMovement {
  readonly type: 'payment' | 'refund';
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
}

/** Balance transactions are announced but not kept: no route that is served reads them. */
export function announceBalance(context: Context, mode: Mode, movement: BalanceMovement): void {
  const id = newId('btxn', context.clock.now());
  const { type, amount, fee, currency } = movement;
  const at = timestamp(context);
  emit(context, mode, {
    type: 'balance_transaction.created',
    data: {
      balance_transaction_id: id,
      type,
      status: 'pending',
      amount_money: money(amount, currency),
      fee_money: money(-fee, currency),
      net_money: money(amount - fee, currency),
      occurred_at: at,
      resource_updated_at: at,
    },
    resource: { type: 'balance_transaction', id },
  });
}
