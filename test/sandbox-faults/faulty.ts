import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import {
  type Exchange,
  type ManualClock,
  manualClock,
  parseFault,
  type Receiver,
  type Sandbox,
  type SandboxOptions,
  startReceiver,
  startSandbox,
} from '../../src/sandbox/index.ts';

/** What a client sees of one call on the wire. */
export interface Seen {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Whether the connection was broken before the answer was whole. */
  readonly broken: boolean;
}

export interface CallOptions {
  readonly mode?: 'test' | 'live';
  readonly idempotencyKey?: string;
}

export interface FaultySandbox {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  readonly exchanges: readonly Exchange[];
  /** Makes one call on a connection of its own. Rejects only when there was no answer at all. */
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Seen>;
}

/** A sandbox with faults, and a manual clock, for one test. */
export async function faulty(faults: readonly string[], options: SandboxOptions = {}): Promise<FaultySandbox> {
  const clock = manualClock();
  const exchanges: Exchange[] = [];
  const sandbox = await startSandbox({
    clock,
    faults: faults.map(parseFault),
    onExchange: (exchange) => exchanges.push(exchange),
    ...options,
  });
  onTestFinished(() => sandbox.close());
  return {
    sandbox,
    clock,
    exchanges,
    call: (method, path, body, { mode = 'test', idempotencyKey } = {}) =>
      overHttp(`${sandbox.baseUrl}${path}`, method, body, {
        authorization: `Bearer ${sandbox.keys[mode]}`,
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      }),
  };
}

function overHttp(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Seen> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      {
        method,
        agent: false,
        headers: { ...headers, ...(content === undefined ? {} : { 'content-type': 'application/json' }) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        const end = (broken: boolean): void => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, broken });
        };
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => end(true));
        response.on('end', () => end(!response.complete));
      },
    );
    request.on('error', reject);
    request.end(content);
  });
}

/** The parsed body. */
// biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape.
export function json({ text }: Seen): any {
  return JSON.parse(text);
}

export const orderBody = {
  line_items: [{ name: 'Launch check', quantity: 1, unit_price_money: { amount: 100, currency: 'USD' } }],
};

/** A receiver of all events of the test plane, its secret known to it. */
export async function receiving({ sandbox }: FaultySandbox): Promise<Receiver> {
  let secret: string | undefined;
  const receiver = await startReceiver({ secret: () => secret });
  onTestFinished(() => receiver.close());
  const response = await fetch(`${sandbox.baseUrl}/v1/webhook-endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.keys.test}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: receiver.url }),
  });
  // What the sandbox answers is known here.
  const body = (await response.json()) as { data: { secret: string } };
  secret = body.data.secret;
  return receiver;
}

/** Looks again, one turn of the event loop after the other, until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
