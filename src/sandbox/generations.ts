/** The API as the guide shows it, or the later public contract (API notes, README section 1). */
export type Generation = 'guide' | '2026-09-07';

/** What can differ from one server to the next, each on its own (API notes, README section 2). */
export const features = [
  /** `GET /v1/merchants/{id}/readiness`, or inside `GET /v1/merchant` and `GET /v1/merchants/{id}`. */
  'readiness',
  /** `status: "paid"`, or `payment_status: "paid"`. */
  'order',
  /** The reply to a test event: `event_status`, or the ids and state of its delivery. */
  'test-event',
  /** `webhook-events?status=failed`, or `?delivery_status=failed`; events with a status of their own, or without. */
  'failed-events',
  /** `order.payment_succeeded`, or `order.paid`. */
  'paid-event',
  /** What every webhook body carries: 2026-09-07 adds `api_version` and `request`. */
  'webhook-envelope',
  /** Webhook endpoints: 2026-09-07 adds `api_version` and `event_sources`. */
  'webhook-endpoint',
  /** Promotions and their codes; in both, but a server may be without them. */
  'coupons',
  /** `settings.settings.write` or `settings.write` where a refusal names the scope; both are taken from a key. */
  'settings-scope',
  /** `POST /v1/payment-options/resolve`, in the guide only. */
  'payment-options',
  /** The rest is in 2026-09-07 only. */
  'deliveries',
  'event-types',
  'auth-context',
  'request-logs',
  'openapi-document',
  'sandboxes',
  'sign-up',
  'categories',
  'effective-settings',
  'payment-method-domains',
] as const;

export type Feature = (typeof features)[number];

/** Which API a sandbox serves. */
export interface ApiOptions {
  /** The generation of everything that `features` does not name; the guide's when absent. */
  readonly default?: Generation;
  /** Single features in another generation, as a server in between would have them. */
  readonly features?: Partial<Readonly<Record<Feature, Generation>>>;
  /** Features that the server has in no generation. Their routes answer 404 ROUTE_NOT_FOUND. */
  readonly without?: readonly Feature[];
}

/** The API a sandbox serves. */
export interface Api {
  readonly default: Generation;
  /** The generation in which a feature is served. One at a time: no answer carries the names of both. */
  speaks(feature: Feature): Generation;
  /** Whether a feature is served in the 2026-09-07 form. */
  isCurrent(feature: Feature): boolean;
  lacks(feature: Feature): boolean;
}

export function chooseApi(options: ApiOptions = {}): Api {
  const { default: general = 'guide', features: single = {}, without = [] } = options;
  const speaks = (feature: Feature): Generation => single[feature] ?? general;
  return {
    default: general,
    speaks,
    isCurrent: (feature) => speaks(feature) === '2026-09-07',
    lacks: (feature) => without.includes(feature),
  };
}

export function isFeature(text: string): text is Feature {
  return features.some((feature) => feature === text);
}

export function isGeneration(text: string): text is Generation {
  return text === 'guide' || text === '2026-09-07';
}
