export const flint = `// Flint's API: one request function, and the calls that the shop makes.

const baseUrl = process.env.FLINT_BASE_URL || 'https://api.withflintpay.com';
const attempts = 4;

/** An answer that is not a success. The request id finds it again, in the dashboard and for Flint's support. */
export class FlintError extends Error {
  constructor(status, error, requestId) {
    super('Flint answered ' + status + ' ' + (error?.code ?? '') + ', request id ' + requestId);
    this.status = status;
    this.code = error?.code;
    this.requestId = requestId;
  }
}

/**
 * Sends one request. A write carries the key of its business action, and a retry repeats the very same request, so that
 * nothing happens twice.
 */
async function request(method, path, { body, idempotencyKey } = {}) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(method, path, body, idempotencyKey).catch((error) => error);
    const failed = response instanceof Error;
    const passing = failed || [429, 502, 503, 504].includes(response.status);
    if (passing && attempt < attempts) {
      await pause(failed ? null : response.headers.get('retry-after'), attempt);
      continue;
    }
    if (failed) throw response;
    return read(method, path, response);
  }
}

function send(method, path, body, idempotencyKey) {
  return fetch(baseUrl + path, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
    headers: {
      authorization: 'Bearer ' + process.env.FLINT_API_KEY,
      ...(body && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    body: body && JSON.stringify(body),
  });
}

async function read(method, path, response) {
  const requestId = response.headers.get('x-request-id');
  const mode = response.headers.get('flint-mode');
  console.log(method, path, response.status, 'mode ' + mode, 'request ' + requestId);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new FlintError(response.status, answer.error, answer.error?.request_id ?? requestId);
  return answer.data;
}

/** Waits as long as Flint asks for, else longer each time and not in step with others. */
function pause(retryAfter, attempt) {
  const asked = Number(retryAfter) * 1000;
  const milliseconds = asked > 0 ? asked : Math.random() * 250 * 2 ** attempt;
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** An order for one variant. The price is Flint's; the browser has no say in it. */
export function createOrder({ cart, variantId, quantity }) {
  return request('POST', '/v1/orders', {
    idempotencyKey: 'order-' + cart,
    body: { external_reference_id: cart, line_items: [{ variant_id: variantId, quantity }] },
  });
}

/** The hosted page on which the buyer pays; gives its address. */
export async function openCheckout({ cart, orderId, planId }) {
  const shop = process.env.SHOP_URL;
  const session = await request('POST', '/v1/checkout-sessions', {
    idempotencyKey: 'checkout-' + cart,
    body: {
      ...(orderId ? { order_id: orderId } : { subscription_plan_id: planId }),
      redirects: { success_redirect_url: shop + '/thanks', cancel_redirect_url: shop + '/' },
    },
  });
  return session.checkout_session.url;
}

export function readOrder(orderId) {
  return request('GET', '/v1/orders/' + encodeURIComponent(orderId));
}

/** Whether an order is settled: paid, and nothing left to pay. What is not known is not paid. */
export function isPaid(order) {
  const paid = (order.payment_status ?? order.status) === 'paid';
  return paid && order.settlement_amounts?.outstanding_money?.amount === 0;
}
`;
