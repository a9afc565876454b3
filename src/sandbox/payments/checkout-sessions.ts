import { type Context, planeOf, timestamp } from '../context.ts';
import { newAccessToken, newId } from '../identifiers.ts';
import type { CheckoutSessionRecord, OrderRecord } from '../state/payment-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError } from '../transport/api-error.ts';
import { emit } from '../webhooks/emit.ts';
import { guideStatus, outstanding } from './orders.ts';

export interface CheckoutSessionInput {
  readonly surface: 'hosted' | 'embedded';
  readonly expires_in_seconds?: number | undefined;
  readonly replace_checkout_session_id?: string | undefined;
  readonly success_redirect_url?: string | undefined;
  readonly cancel_redirect_url?: string | undefined;
  readonly external_reference_id?: string | undefined;
  readonly metadata?: Record<string, string> | undefined;
}

const defaultLifetimeSeconds = 86_400;

/** Opens the page on which one order is paid. An order has one open session at a time (API notes, money section 3). */
export function createCheckoutSession(
  context: Context,
  mode: Mode,
  order: OrderRecord,
  input: CheckoutSessionInput,
): CheckoutSessionRecord {
  const plane = planeOf(context, mode);
  const status = guideStatus(order);
  if (status === 'paid') throw new ApiError(409, 'ORDER_ALREADY_PAID', 'This order is already paid.');
  if (status === 'closed') throw new ApiError(409, 'ORDER_NOT_PAYABLE', 'This order is closed.');
  const current = openSessionOf(plane, order);
  checkReplacement(current, input.replace_checkout_session_id);
  if (current?.challenged_payment_intent_id !== undefined) {
    const message = 'A payment of the open checkout session waits for its 3D Secure challenge.';
    throw new ApiError(409, 'CHECKOUT_PAYMENT_RESOLVING', message, {
      current_checkout_session_id: current.checkout_session_id,
      remediation: { retryable: true },
    });
  }

  const now = context.clock.now();
  const at = timestamp(context);
  const lifetime = input.expires_in_seconds ?? defaultLifetime(plane);
  const session: CheckoutSessionRecord = {
    checkout_session_id: newId('cs', now),
    access_token: newAccessToken(),
    status: 'open',
    surface: input.surface,
    order_id: order.order_id,
    success_redirect_url: input.success_redirect_url,
    cancel_redirect_url: input.cancel_redirect_url,
    external_reference_id: input.external_reference_id,
    metadata: input.metadata,
    expires_at: new Date(now + lifetime * 1000).toISOString(),
    created_at: at,
    updated_at: at,
  };
  if (current !== undefined) {
    current.superseding_checkout_session_id = session.checkout_session_id;
    end(context, mode, current, 'invalidated', 'superseded');
  }
  plane.checkout_sessions[session.checkout_session_id] = session;
  plane.tasks.push({
    kind: 'expire-checkout-session',
    at: now + lifetime * 1000,
    checkout_session_id: session.checkout_session_id,
  });
  return session;
}

export function openSessionOf(plane: Plane, order: OrderRecord): CheckoutSessionRecord | undefined {
  return Object.values(plane.checkout_sessions).find(
    (session) => session.order_id === order.order_id && session.status === 'open',
  );
}

/** Ends the open session of an order that was just paid, if only in part. */
export function completeCheckoutSession(context: Context, mode: Mode, order: OrderRecord): void {
  const session = openSessionOf(planeOf(context, mode), order);
  if (session === undefined) return;
  if (outstanding(order) === 0) end(context, mode, session, 'paid', 'payment_succeeded');
  else end(context, mode, session, 'partially_paid', 'payment_partially_succeeded');
}

export function closeCheckoutSession(context: Context, mode: Mode, session: CheckoutSessionRecord): void {
  if (session.status === 'expired') {
    throw new ApiError(409, 'CHECKOUT_SESSION_EXPIRED', 'This checkout session has expired.');
  }
  if (session.status !== 'open') {
    throw new ApiError(409, 'CHECKOUT_SESSION_NOT_OPEN', 'This checkout session is not open.', {
      current_status: session.status,
    });
  }
  end(context, mode, session, 'closed', 'api');
}

export function expireCheckoutSession(context: Context, mode: Mode, sessionId: string): void {
  const session = planeOf(context, mode).checkout_sessions[sessionId];
  if (session?.status === 'open') end(context, mode, session, 'expired', 'expired');
}

const announcements = {
  paid: 'checkout_session.completed',
  partially_paid: 'checkout_session.completed',
  expired: 'checkout_session.expired',
  closed: 'checkout_session.closed',
  invalidated: 'checkout_session.invalidated',
} as const;

function end(
  context: Context,
  mode: Mode,
  session: CheckoutSessionRecord,
  status: keyof typeof announcements,
  reason: string,
): void {
  session.status = status;
  session.terminal_reason = reason;
  session.challenged_payment_intent_id = undefined;
  session.updated_at = timestamp(context);
  const plane = planeOf(context, mode);
  plane.tasks = plane.tasks.filter(
    (task) => task.kind !== 'expire-checkout-session' || task.checkout_session_id !== session.checkout_session_id,
  );
  emit(context, mode, {
    type: announcements[status],
    data: {
      checkout_session_id: session.checkout_session_id,
      order_id: session.order_id,
      status,
      resource_updated_at: session.updated_at,
    },
    resource: { type: 'checkout_session', id: session.checkout_session_id },
  });
}

function checkReplacement(current: CheckoutSessionRecord | undefined, replaced: string | undefined): void {
  if (replaced === current?.checkout_session_id) return;
  if (replaced === undefined) {
    throw new ApiError(409, 'CHECKOUT_SESSION_ALREADY_EXISTS', 'This order already has an open checkout session.', {
      ...(current === undefined ? {} : { existing_checkout_session_id: current.checkout_session_id }),
    });
  }
  throw new ApiError(409, 'CHECKOUT_SESSION_CURRENT_CHANGED', 'That is not the open checkout session of this order.', {
    ...(current === undefined ? {} : { current_checkout_session_id: current.checkout_session_id }),
  });
}

function defaultLifetime(plane: Plane): number {
  const setting = plane.settings.groups.checkout?.default_expires_in_seconds;
  return typeof setting === 'number' ? setting : defaultLifetimeSeconds;
}
