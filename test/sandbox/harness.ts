import { expect, onTestFinished } from 'vitest';
import {
  type Exchange,
  type Generation,
  type ManualClock,
  manualClock,
  type Receiver,
  type ReceiverOptions,
  type Sandbox,
  type SandboxOptions,
  startReceiver,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { type Contract, loadContract } from '../contract/validator.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; the text when it is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape, the contract checks their form.
  readonly body: any;
}

export interface CallOptions {
  readonly key?: string;
  readonly idempotencyKey?: string;
  readonly headers?: Record<string, string>;
  /** Sent as it is, instead of JSON. */
  readonly rawBody?: string;
}

export interface Rehearsal {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  readonly contracts: Contracts;
  readonly exchanges: readonly Exchange[];
  live(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answered>;
  test(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answered>;
  /** A call without any key. */
  send(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answered>;
  /** Posts a form to one of the sandbox's own pages. */
  form(url: string, fields: Record<string, string>): Promise<Answered>;
}

/** Starts a sandbox for one test. At its end every exchange and delivery of the test must conform to its generation's document. */
export async function rehearse(options: SandboxOptions = {}): Promise<Rehearsal> {
  const clock = manualClock();
  const contracts: Contracts = { guide: loadContract('guide'), '2026-09-07': loadContract('2026-09-07') };
  const exchanges: Exchange[] = [];
  const sandbox = await startSandbox({ clock, onExchange: (exchange) => exchanges.push(exchange), ...options });
  onTestFinished(async () => {
    await sandbox.close();
    expect(exchanges.flatMap((exchange) => problemsOf(contracts, exchange))).toEqual([]);
  });

  const send = (method: string, path: string, body?: unknown, callOptions: CallOptions = {}) =>
    call(sandbox.baseUrl, method, path, body, callOptions);
  return {
    sandbox,
    clock,
    contracts,
    exchanges,
    send,
    live: (method, path, body, callOptions) => send(method, path, body, { key: sandbox.keys.live, ...callOptions }),
    test: (method, path, body, callOptions) => send(method, path, body, { key: sandbox.keys.test, ...callOptions }),
    form: async (url, fields) => answered(await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })),
  };
}

export type Contracts = Readonly<Record<Generation, Contract>>;

/** What does not conform to the document that an exchange follows; an answer that was bent on purpose need not. */
export function problemsOf(contracts: Contracts, exchange: Exchange): string[] {
  if (exchange.faults !== undefined) return [];
  const contract = contracts[exchange.generation ?? 'guide'];
  return exchange.kind === 'delivery' ? contract.checkDelivery(exchange) : contract.check(exchange);
}

/** A receiver that is closed when the test ends. */
export async function receive(options: ReceiverOptions): Promise<Receiver> {
  const receiver = await startReceiver(options);
  onTestFinished(() => receiver.close());
  return receiver;
}

/** Takes the live account through its verification and its review. */
export async function verifyAccount({ sandbox, clock, form }: Rehearsal): Promise<void> {
  await form(`${sandbox.dashboardUrl}/profile`, {
    website_url: 'https://shop.example',
    support_email: 'help@shop.example',
  });
  await form(`${sandbox.dashboardUrl}/verification`, {});
  clock.advance(12_000);
}

/** A verified live account with an endpoint at a receiver that knows its secret. */
export async function withReceiver(rehearsal: Rehearsal): Promise<{ receiver: Receiver; endpointId: string }> {
  await verifyAccount(rehearsal);
  let secret: string | undefined;
  const receiver = await receive({ secret: () => secret });
  const { body } = await rehearsal.live('POST', '/v1/webhook-endpoints', { url: receiver.url });
  secret = body.data.secret;
  return { receiver, endpointId: body.data.webhook_endpoint_id };
}

export const usd = (amount: number) => ({ amount, currency: 'USD' });

/** An order of one ad hoc line. */
export const orderBody = (amount = 100, more: Record<string, unknown> = {}) => ({
  line_items: [{ name: 'Launch check', quantity: 1, unit_price_money: usd(amount) }],
  ...more,
});

/** An order and an open checkout session in a plane. */
export async function openCheckout(
  rehearsal: Rehearsal,
  mode: 'test' | 'live',
  amount = 100,
): Promise<{ orderId: string; sessionId: string; url: string }> {
  const order = await rehearsal[mode]('POST', '/v1/orders', orderBody(amount));
  const orderId: string = order.body.data.order_id;
  const session = await rehearsal[mode]('POST', '/v1/checkout-sessions', { order_id: orderId });
  const { checkout_session_id: sessionId, url } = session.body.data.checkout_session;
  return { orderId, sessionId, url };
}

async function call(
  baseUrl: string,
  method: string,
  path: string,
  body: unknown,
  { key, idempotencyKey, headers, rawBody }: CallOptions,
): Promise<Answered> {
  const content = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  });
  return answered(response);
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
