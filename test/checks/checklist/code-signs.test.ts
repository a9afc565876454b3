import { describe, expect, it } from 'vitest';
import { codeSigns } from '../../../src/checks/checklist/code-signs.ts';

/** Lines of several languages that show a sign, and lines that come close and do not. */
const lines: Readonly<
  Record<keyof typeof codeSigns, { readonly shows: readonly string[]; readonly doesNot: readonly string[] }>
> = {
  callsFlint: {
    shows: ["fetch('https://api.withflintpay.com/v1/orders')", 'os.environ["FLINT_API_KEY"]', "'/v1/refunds/' + id"],
    doesNot: ["fetch('https://api.example.com/v1/charges')", 'const flintstone = 1;'],
  },
  callsDirectly: {
    shows: ["fetch(base + '/v1/checkout-sessions', options)"],
    doesNot: ['const client = new Flint(process.env.FLINT_API_KEY);'],
  },
  writes: {
    shows: ["method: 'POST'", 'requests.post(url, json=body)', 'http.MethodPatch, "PATCH"'],
    doesNot: ["method: 'GET'", 'const poster = 1;'],
  },
  idempotencyKey: {
    shows: ["'Idempotency-Key': key", 'idempotency_key=key', "idempotencyKey: 'order-' + cart"],
    doesNot: ['const idempotent = true;'],
  },
  idempotencyKeyMadeAnew: {
    shows: [
      "'Idempotency-Key': crypto.randomUUID()",
      '"Idempotency-Key": str(uuid.uuid4())',
      'idempotencyKey: Date.now()',
    ],
    doesNot: ["'Idempotency-Key': action.key", "idempotencyKey: 'order-' + cart.id"],
  },
  paidEvent: {
    shows: ["case 'order.payment_succeeded':", "if event['event_type'] == 'order.paid':"],
    doesNot: ['order.paid_at', "'payment_intent.payment_failed'"],
  },
  readsOrder: {
    shows: ["request('GET', '/v1/orders/' + id)", 'get(f"{base}/v1/orders/{order_id}")', 'client.orders.retrieve(id)'],
    doesNot: ["post('/v1/orders', body)", 'sortOrders(list)'],
  },
  settlement: {
    shows: ['order.settlement_amounts.paid_money', 'order["payment_status"] == "paid"', 'OutstandingMoney.Amount'],
    doesNot: ['order.total', "status === 'paid'"],
  },
  clientAmount: {
    shows: [
      'charge(req.body.amount)',
      "int(request.form.get('amount'))",
      "$_POST['amount']",
      "searchParams.get('total_amount')",
      'params[:amount]',
    ],
    doesNot: ['const amount = order.total.amount;', 'req.body.quantity', 'body: { amount_money: price }'],
  },
  declines: {
    shows: ["'payment_intent.payment_failed'", 'showDeclined(buyer)', 'error.code == "PAYMENT_DECLINED"'],
    doesNot: ['declare(strict_types=1);'],
  },
  challenge: {
    shows: ["status === 'requires_action'", 'handle3DS(intent)', 'three_d_secure', '3D Secure'],
    doesNot: ['const action = required;'],
  },
  hostedCheckout: {
    shows: ["post('/v1/checkout-sessions')", 'session.checkout_session.url', '/v1/payment-links'],
    doesNot: ['const checkout = cart;'],
  },
  webhookId: {
    shows: ["req.headers['x-flint-webhook-id']", 'event["webhook_event_id"]', "headers['webhook-id']"],
    doesNot: ['webhook-identity', 'const webhook = {};'],
  },
  remembers: {
    shows: [
      'if (seen.has(id)) return;',
      'INSERT INTO events (id) VALUES ($1) ON CONFLICT DO NOTHING',
      'redis.setnx(id, 1)',
    ],
    doesNot: ['console.warn(id);'],
  },
  requestId: {
    shows: ["headers.get('x-request-id')", 'error.request_id', 'err.RequestId'],
    doesNot: ['const requestIdle = 1;'],
  },
  logs: {
    shows: [
      'console.error(id)',
      'logger.info("x", id)',
      'log.Printf("%s", id)',
      'throw new FlintError(id)',
      'raise Failed(id)',
    ],
    doesNot: ["const id = headers.get('x-request-id');", 'constructor(status, requestId) {', 'const blog = id;'],
  },
  tooManyRequests: {
    shows: ['status === 429', 'TooManyRequests', 'on rate_limit_error'],
    doesNot: ['const port = 4290;'],
  },
  retryAfter: {
    shows: ["headers['Retry-After']", 'retry_after', 'retryAfter'],
    doesNot: ['retryCount'],
  },
  retryingLibrary: {
    shows: ["import got from 'got';", 'from tenacity import retry', "require('p-retry')"],
    doesNot: ['const forgotten = 1;', "import { gotcha } from './gotcha';"],
  },
  failedEvents: {
    shows: ["get('/v1/webhook-events?status=failed')", "webhook_events(delivery_status='failed')"],
    doesNot: ["get('/v1/webhook-events')"],
  },
};

describe.each(Object.entries(lines))('the sign %s', (name, { shows, doesNot }) => {
  const sign = Object.entries(codeSigns).find(([one]) => one === name)?.[1] ?? /never/;
  it.each(shows)('is shown by: %s', (line) => expect(line).toMatch(sign));
  it.each(doesNot)('is not shown by: %s', (line) => expect(line).not.toMatch(sign));
});
