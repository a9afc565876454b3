import type { Answer } from '../../flint/answer.ts';
import type { FlintClient } from '../../flint/client.ts';
import { listOrders, type Order, readOrder } from '../../flint/orders.ts';
import { type Readiness, readReadiness } from '../../flint/readiness.ts';
import { listRefunds, type Refund } from '../../flint/refunds.ts';
import { listRequestLogs, type RequestLog } from '../../flint/request-logs.ts';
import { listWebhookEndpoints, type WebhookEndpoint } from '../../flint/webhook-endpoints.ts';
import type { DoctorContext } from './context.ts';
import { type Failures, readFailures } from './failures.ts';

/** One look at the account. What several signs need is read once, at the first question. */
export interface Look {
  readonly context: DoctorContext;
  readonly readiness: () => Promise<Answer<Readiness>>;
  /** Since `context.since`, newest first, and at most 500; then `more` says that there are others. */
  readonly orders: () => Promise<Answer<readonly Order[]> & { readonly more: boolean }>;
  /** The newest unpaid ones among them, with their payments. */
  readonly unpaid: () => Promise<readonly Answer<Order>[]>;
  readonly refunds: () => Promise<Answer<readonly Refund[]>>;
  readonly failures: () => Promise<Failures>;
  readonly endpoints: () => Promise<Answer<readonly WebhookEndpoint[]>>;
  /** What the key at hand asked in the last hour and was refused; undefined where the server keeps no log. */
  readonly refusals: () => Promise<Answer<readonly RequestLog[]> | undefined>;
}

const mostItems = 500;
const mostUnpaid = 10;
const refusalWindowMilliseconds = 3_600_000;

/** Begins a look with the client of production. */
export function lookAt(context: DoctorContext, client: FlintClient): Look {
  const createdAfter = context.since.toISOString();
  const orders = once(() => newest(listOrders(client, { createdAfter }).pages()));
  return {
    context,
    readiness: once(async () => {
      // The first answer of all names the merchant; without it there is nothing to ask about.
      if (client.merchantId === undefined) await client.prove();
      return await readReadiness(client, client.merchantId ?? '');
    }),
    orders,
    unpaid: once(async () => {
      const unpaid = (await orders()).value.filter((order) => !isPaid(order)).slice(0, mostUnpaid);
      const read: Answer<Order>[] = [];
      for (const { id } of unpaid) read.push(await readOrder(client, id, { withPaymentIntents: true }));
      return read;
    }),
    refunds: once(() => newest(listRefunds(client, { createdAfter }).pages())),
    failures: once(() => readFailures(client, context.since)),
    endpoints: once(() => listWebhookEndpoints(client).all()),
    refusals: once(() => {
      const recent = new Date(context.now().getTime() - refusalWindowMilliseconds);
      return listRequestLogs(client, {
        statusBucket: 'client_error',
        createdAfter: (recent > context.since ? recent : context.since).toISOString(),
        atMost: 200,
      });
    }),
  };
}

/** Whether an order certainly is paid (the API notes, money, section 2). */
export function isPaid({ paymentStatus, status }: Order): boolean {
  return (paymentStatus ?? status) === 'paid';
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

async function newest<Item extends { readonly createdAt: string | undefined }>(
  pages: AsyncIterable<Answer<readonly Item[]>>,
): Promise<Answer<readonly Item[]> & { readonly more: boolean }> {
  const items: Item[] = [];
  let last: Answer<readonly Item[]> | undefined;
  for await (const page of pages) {
    items.push(...page.value);
    last = page;
    if (items.length >= mostItems) break;
  }
  if (last === undefined) throw new Error('A list has at least one page.');
  const sorted = items.toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''));
  return { value: sorted, evidence: last.evidence, more: items.length >= mostItems };
}
