/**
 * What a line of an integration's code looks like that speaks about an item of the checklist. A sign is a hint of where to look: found,
 * it is shown with its place; not found, it proves nothing by itself. Field, event and header names are those of the API notes.
 */
export const codeSigns = {
  /** The code talks to Flint at all. */
  callsFlint:
    /withflintpay|FLINT_(?:API_KEY|BASE_URL|WEBHOOK_SECRET)|\/v1\/(?:orders|checkout-sessions|payment-links|payment-intents|refunds)\b/,
  /** It does so itself, and through no library that may do more than is to be seen here. */
  callsDirectly: /withflintpay|\/v1\/(?:orders|checkout-sessions|payment-links|payment-intents|refunds)\b/,
  writes: /\b(?:POST|PATCH|DELETE)\b|\.(?:post|patch|delete)\(/,
  idempotencyKey: /idempotency[-_ ]?key/i,
  /** A key made where it is sent would be another one on a retry. */
  idempotencyKeyMadeAnew:
    /idempotency[-_ ]?key.{0,24}(?:random|uuid|nanoid|ulid\(|Date\.now|time\(\)|token_hex|token_urlsafe)/i,
  paidEvent: /order\.payment_succeeded|order\.paid\b|payment_intent\.succeeded|checkout_session\.completed/,
  readsOrder: /GET\b.{0,24}\/v1\/orders|\/v1\/orders\/["'`]?\s*[+$.%{:]|\borders\.(?:get|read|retrieve|fetch)\(/i,
  settlement:
    /settlement_amounts|settlementAmounts|outstanding_?money|net_?collected_?money|paid_?money|payment_?status/i,
  /** An amount is taken from what the client sends. */
  clientAmount:
    /\b(?:body|query|params|searchParams|form|formData|json)\b(?:\.|\?\.|\[["'`:]|\.get\(\s*["'`])\w{0,24}amount|\$_(?:POST|GET|REQUEST)\[["']\w{0,24}amount/i,
  declines: /payment_failed|declin(?:e|ing)|last_payment_error|PAYMENT_(?:DECLINED|FAILED)|card_error/i,
  challenge: /requires_action|next_action|three_?d_?s|(?<!\d)3-?ds(?![a-z])|3-?d.?secure/i,
  /** Flint's own pages show declines and challenges. */
  hostedCheckout: /checkout-sessions|checkout_session|checkoutSessions?\b|payment-links|payment_link/,
  webhookId: /x-flint-webhook-id|webhook[-_]id\b|webhook_event_id|webhookEventId/i,
  /** A line that looks something up or keeps it. */
  remembers:
    /\b(?:has|get|set|add|insert|upsert|exists|unique|setnx|Map|Set)\b|on conflict|duplicate|dedup|processed|seen/i,
  requestId: /x-request-id|request[_-]?id\b/i,
  /** A line that logs, or makes an error that will be. */
  logs: /\b(?:log|logger|logging|console|print\w*|puts|throw|raise)\b|\.(?:log|error|warn|warning|info|debug|trace|capture\w+)\(|super\(|new \w*Error\(/i,
  tooManyRequests: /\b429\b|too.?many.?requests|rate_?limit/i,
  retryAfter: /retry[-_]?after/i,
  /** A library that repeats requests by itself, and may well know of 429. */
  retryingLibrary:
    /["'`](?:got|ky|undici-retry|axios-retry|p-retry|async-retry|cockatiel)["'`]|\b(?:tenacity|urllib3|backoff|faraday-retry)\b/,
  failedEvents: /webhook[-_]?events\b.{0,80}failed|failed.{0,80}webhook[-_]?events\b/i,
} as const;
