/** How a launch meets a kind of fault on every try of a call. */
export interface Kind {
  /** As `flint-golive sandbox --fault` takes it. */
  readonly effect: string;
  /** What is said; absent where the fault does no harm and the launch goes on. */
  readonly says?: string;
  /** Of a write: `refused` is over, and `open` is looked up and sent again under its own key. */
  readonly write?: 'open' | 'refused';
}

/** Every kind of fault that the sandbox can make of a call. */
export const kinds: readonly Kind[] = [
  { effect: 'status=503', says: 'Flint has trouble of its own.', write: 'open' },
  { effect: 'reset-after-commit', says: 'Flint could not be reached.', write: 'open' },
  { effect: 'wrong-mode', says: 'The answer came from the wrong mode.', write: 'open' },
  { effect: 'status=500', says: 'Flint has trouble of its own.', write: 'open' },
  { effect: 'status=503 after-commit', says: 'Flint has trouble of its own.', write: 'open' },
  { effect: 'status=429 retry-after=0', says: 'Flint asks for fewer calls.', write: 'open' },
  { effect: 'status=429 retry-after=date:0', says: 'Flint asks for fewer calls.', write: 'open' },
  { effect: 'status=429 retry-after=3600', says: 'Flint asks for fewer calls.', write: 'open' },
  { effect: 'status=400', says: 'Flint does not accept what was sent.', write: 'refused' },
  { effect: 'status=403', says: 'This key may not do that.', write: 'refused' },
  { effect: 'reset-before-commit', says: 'Flint could not be reached.', write: 'open' },
  { effect: 'half-body', says: 'The answer could not be understood.', write: 'open' },
  { effect: 'html-page', says: 'Flint has trouble of its own.', write: 'open' },
  { effect: 'html-page=404 after-commit', says: 'Flint does not find it.', write: 'refused' },
  { effect: 'redirect', says: 'The server sent us to another address.', write: 'open' },
  { effect: 'no-mode', says: 'The answer does not say which mode it ran in.', write: 'open' },
  { effect: 'wrong-merchant', says: 'The answer is about another merchant.', write: 'open' },
  { effect: 'unknown-enum' },
  { effect: 'no-request-id' },
  { effect: 'odd-request-id' },
  { effect: 'null-for-absent' },
  { effect: 'no-secret-on-replay' },
  { effect: 'delay=30ms' },
];

/** A call of the five steps; `write` is the beginning of its name in the journal. */
export interface CallOfTheLaunch {
  readonly route: string;
  readonly write?: string;
  /** What an open attempt made is seen before it would be sent again, so that it is not. */
  readonly seenFirst?: true;
}

export const refund: CallOfTheLaunch = { route: 'live POST /v1/refunds', write: 'refund.create' };
export const endpoint: CallOfTheLaunch = { route: 'live POST /v1/webhook-endpoints', write: 'webhook-endpoint.create' };

/** The calls of the five steps. */
export const calls: readonly CallOfTheLaunch[] = [
  { route: 'live GET /v1/onboarding/state' },
  { route: 'live POST /v1/onboarding/advance', write: 'onboarding.advance', seenFirst: true },
  { route: 'live GET /v1/merchants/*/readiness' },
  { route: 'live GET /v1/webhook-endpoints' },
  endpoint,
  { route: 'live POST /v1/webhook-endpoints/*/test-events', write: 'test-event.send' },
  { route: 'test GET /v1/products' },
  { route: 'live POST /v1/products', write: 'copy.prod', seenFirst: true },
  { route: 'live POST /v1/subscription-plans', write: 'copy.plan', seenFirst: true },
  { route: 'live POST /v1/promotions', write: 'copy.promo', seenFirst: true },
  { route: 'live POST /v1/orders', write: 'order.create' },
  { route: 'live POST /v1/checkout-sessions', write: 'checkout-session.create' },
  { route: 'live GET /v1/checkout-sessions/*' },
  { route: 'live GET /v1/orders/*' },
  refund,
  { route: 'live GET /v1/refunds/*' },
];
