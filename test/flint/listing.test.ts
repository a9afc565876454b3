import { describe, expect, test } from 'vitest';
import { FlintError } from '../../src/flint/errors.ts';
import { listOrders } from '../../src/flint/orders.ts';
import { listWebhookEndpoints } from '../../src/flint/webhook-endpoints.ts';
import { json, liveClient, scripted } from './scripted-server.ts';

const endpoint = (id: string) => ({
  webhook_endpoint_id: id,
  url: 'https://example.com',
  enabled: true,
  enabled_events: [],
});
const page = (ids: readonly string[], token?: string | null) =>
  json(200, { data: ids.map(endpoint), ...(token === undefined ? {} : { next_page_token: token }) });

async function idsOf(listing: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const item of listing) ids.push(item.id);
  return ids;
}

describe('a list', () => {
  test('is walked over all its pages, with the same filters and no item twice', async () => {
    const server = await scripted(page(['a', 'b'], 'next 1'), page(['b', 'c'], 'next 2'), page(['d']));
    expect(await idsOf(listWebhookEndpoints(liveClient(server.baseUrl)))).toEqual(['a', 'b', 'c', 'd']);
    expect(server.seen.map((one) => [one.query.get('page_size'), one.query.get('page_token')])).toEqual([
      ['100', null],
      ['100', 'next 1'],
      ['100', 'next 2'],
    ]);
  });

  test.each([undefined, '', null])('ends at the token %j', async (token) => {
    const server = await scripted(page(['a'], token));
    expect(await idsOf(listWebhookEndpoints(liveClient(server.baseUrl)))).toEqual(['a']);
    expect(server.seen).toHaveLength(1);
  });

  test('reads no page further than it is walked', async () => {
    const server = await scripted(page(['a'], 'more'));
    for await (const item of listWebhookEndpoints(liveClient(server.baseUrl))) {
      expect(item.id).toBe('a');
      break;
    }
    expect(server.seen).toHaveLength(1);
  });

  test('that goes round in circles is given up', async () => {
    const server = await scripted(page(['a'], 'again'));
    await expect(listWebhookEndpoints(liveClient(server.baseUrl)).all()).rejects.toThrow(FlintError);
    expect(server.seen).toHaveLength(2);
  });

  test('carries the evidence of its last page', async () => {
    const server = await scripted(page(['a']));
    const { value, evidence } = await listWebhookEndpoints(liveClient(server.baseUrl)).all();
    expect(value).toHaveLength(1);
    expect(evidence).toMatchObject({ requestId: 'request-1', path: '/v1/webhook-endpoints' });
  });

  test('by a reference holds only that reference, even if the server ignores the filter', async () => {
    const orders = ['mine', 'other', undefined].map((reference, index) => ({
      order_id: `ord_${index}`,
      status: 'open',
      external_reference_id: reference,
    }));
    const server = await scripted(json(200, { data: orders }));
    expect(await idsOf(listOrders(liveClient(server.baseUrl), { externalReferenceId: 'mine' }))).toEqual(['ord_0']);
    expect(server.seen[0]?.query.get('external_reference_id')).toBe('mine');
  });
});
