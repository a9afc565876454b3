import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { flag, id, listOf, optionalId, optionalObject, secretLink, text, texts, time } from './wire/fields.ts';
import { openEnum, optionalOpenEnum } from './wire/open-enum.ts';

/**
 * A hosted payment page. `url` works without signing in, so it is concealed: show it to the person, never log it. It may be missing
 * for a key that may not manage sessions.
 */
export type CheckoutSession = z.output<typeof checkoutSession>;

/** A session just made or, with `reusedExisting`, found open. */
export interface LaunchedCheckout extends CheckoutSession {
  readonly reusedExisting: boolean;
}

const problem = z.object({ code: text, message: text });

const checkoutSession = z
  .object({
    checkout_session_id: id,
    status: openEnum(['open', 'paid', 'partially_paid', 'expired', 'closed', 'invalidated']),
    terminal_reason: optionalOpenEnum([
      'payment_succeeded',
      'payment_partially_succeeded',
      'expired',
      'api',
      'order_mutated',
      'superseded',
    ]),
    order_id: optionalId,
    payment_intent_ids: texts,
    url: secretLink,
    expires_at: time,
    problems: listOf(problem),
  })
  .transform((wire) => ({
    id: wire.checkout_session_id,
    status: wire.status,
    terminalReason: wire.terminal_reason,
    orderId: wire.order_id,
    paymentIntentIds: wire.payment_intent_ids,
    url: wire.url,
    expiresAt: wire.expires_at,
    problems: wire.problems,
  }));

// An older form keeps the link beside the session (the API notes, money, section 3).
const launchedCheckout = z
  .object({
    checkout_session: checkoutSession,
    hosted_checkout: optionalObject(z.object({ url: secretLink })),
    reused_existing: flag,
  })
  .transform(
    (wire): LaunchedCheckout => ({
      ...wire.checkout_session,
      url: wire.checkout_session.url ?? wire.hosted_checkout?.url,
      reusedExisting: wire.reused_existing === true,
    }),
  );

/** Opens a hosted page for an order. An order has one open session at a time: a 409 names the one in the way. */
export async function createCheckoutSession(
  client: FlintClient,
  wanted: {
    readonly orderId: string;
    readonly successUrl?: string | undefined;
    readonly cancelUrl?: string | undefined;
    /** 60 to 86,400. */
    readonly expiresInSeconds?: number | undefined;
    readonly replaceCheckoutSessionId?: string | undefined;
    readonly externalReferenceId?: string | undefined;
    readonly idempotencyKey: string;
  },
): Promise<Answer<LaunchedCheckout>> {
  const { successUrl, cancelUrl, expiresInSeconds } = wanted;
  const redirects = { success_redirect_url: successUrl, cancel_redirect_url: cancelUrl };
  return await client.request({
    method: 'POST',
    path: '/v1/checkout-sessions',
    body: {
      order_id: wanted.orderId,
      redirects: successUrl === undefined && cancelUrl === undefined ? undefined : redirects,
      expiration: expiresInSeconds === undefined ? undefined : { expires_in_seconds: expiresInSeconds },
      replace_checkout_session_id: wanted.replaceCheckoutSessionId,
      external_reference_id: wanted.externalReferenceId,
    },
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(launchedCheckout),
  });
}

/** Reads a session. Whether the order is paid, only the order says. */
export async function readCheckoutSession(client: FlintClient, sessionId: string): Promise<Answer<CheckoutSession>> {
  return await client.request({
    method: 'GET',
    path: path`/v1/checkout-sessions/${sessionId}`,
    answer: resource(checkoutSession),
  });
}

/** Lists the sessions of an order. */
export function listCheckoutSessions(
  client: FlintClient,
  filter: { readonly orderId: string },
): Listing<CheckoutSession> {
  return list(client, {
    path: '/v1/checkout-sessions',
    query: { order_id: filter.orderId },
    item: checkoutSession,
    idOf: (session) => session.id,
    keep: (session) => session.orderId === undefined || session.orderId === filter.orderId,
  });
}

/** Ends an open session. */
export async function closeCheckoutSession(
  client: FlintClient,
  closed: { readonly sessionId: string; readonly idempotencyKey: string },
): Promise<Answer<CheckoutSession>> {
  return await client.request({
    method: 'POST',
    path: path`/v1/checkout-sessions/${closed.sessionId}/close`,
    body: {},
    idempotencyKey: closed.idempotencyKey,
    answer: resource(checkoutSession),
  });
}

/**
 * Whether a session is at its end (the API notes, money, section 6). `stopped after money moved`: partially paid. Unknown words are
 * never an end.
 */
export function checkoutProgress(
  status: CheckoutSession['status'],
): 'paid' | 'stopped' | 'stopped after money moved' | 'waiting' {
  switch (status) {
    case 'paid':
      return 'paid';
    case 'partially_paid':
      return 'stopped after money moved';
    case 'expired':
    case 'closed':
    case 'invalidated':
      return 'stopped';
    default:
      return 'waiting';
  }
}
