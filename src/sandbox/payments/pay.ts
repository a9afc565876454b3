import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import { money } from '../state/money.ts';
import type { OrderRecord, PaymentIntentRecord } from '../state/payment-records.ts';
import type { Mode } from '../state/plane.ts';
import { emit } from '../webhooks/emit.ts';
import { behaviourIn, type Card } from './cards.ts';
import { completeCheckoutSession, openSessionOf } from './checkout-sessions.ts';
import { announceOrder, outstanding } from './orders.ts';

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
  if (outstanding(order) === 0) return intent;
  intent.card = { brand: 'visa', last4: card.last4 };
  const behaviour = behaviourIn(mode, card);
  switch (behaviour) {
    case 'succeed':
      succeed(context, mode, order, intent);
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

/** What the buyer made of the 3D Secure challenge. Does nothing when no challenge waits. */
export function answerChallenge(context: Context, mode: Mode, order: OrderRecord, completed: boolean): void {
  const intent = intentOf(context, mode, order);
  if (intent.status !== 'requires_action') return;
  challengeSession(context, mode, order, undefined);
  if (completed) succeed(context, mode, order, intent);
  else fail(context, mode, order, intent, failures.authentication);
}

/** The intent of an order: every try to pay it belongs to the same one. */
function intentOf(context: Context, mode: Mode, order: OrderRecord): PaymentIntentRecord {
  const intents = planeOf(context, mode).payment_intents;
  const existing = Object.values(intents).find(({ order_id }) => order_id === order.order_id);
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

/** The sequence of events is that of the API notes, money section 6, in the names of the guide generation. */
function succeed(context: Context, mode: Mode, order: OrderRecord, intent: PaymentIntentRecord): void {
  const amount = outstanding(order);
  intent.status = 'succeeded';
  intent.captured = amount;
  intent.processing_fee = Math.round(amount * 0.029) + 30;
  intent.last_payment_error = undefined;
  touch(context, intent);
  order.paid += amount;
  touch(context, order);
  announceIntent(context, mode, intent, 'payment_intent.succeeded');
  announceOrder(context, mode, order, 'order.payment_captured');
  announceOrder(context, mode, order, 'order.payment_succeeded');
  completeCheckoutSession(context, mode, order);
  announceBalance(context, mode);
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

/** Balance transactions are announced but not kept: the guide generation has no route for them. */
export function announceBalance(context: Context, mode: Mode): void {
  const id = newId('btxn', context.clock.now());
  emit(context, mode, {
    type: 'balance_transaction.created',
    data: { balance_transaction_id: id, resource_updated_at: timestamp(context) },
    resource: { type: 'balance_transaction', id },
  });
}
