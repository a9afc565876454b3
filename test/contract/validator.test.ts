import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Exchange, loadContract } from './validator.ts';

const guideExamples = z
  .object({ requests: z.array(z.unknown()), responses: z.array(z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('guide-examples.json', import.meta.url), 'utf8')));
const [readinessReady, readinessBlocked, endpointCreated, testEventDelivered] = guideExamples.responses;
const [createEndpoint, sendTestEvent, createRefund] = guideExamples.requests;

const answered = {
  'content-type': 'application/json',
  'x-request-id': '0b6f6a2e',
  'flint-mode': 'live',
  'flint-merchant-id': 'mer_1kmn0aExample',
};

function exchange(part: Partial<Exchange>): Exchange {
  return {
    method: 'GET',
    path: '/v1/merchants/mer_1kmn0aExample/readiness',
    query: {},
    requestHeaders: {},
    status: 200,
    responseHeaders: answered,
    responseBody: readinessReady,
    ...part,
  };
}

function failure(type: string, code: string): unknown {
  const doc_url = 'https://docs.withflintpay.com/errors';
  return { error: { type, code, message: 'No.', doc_url, error_source: 'merchant', request_id: '0b6f6a2e' } };
}

const endpointCreate = exchange({
  method: 'POST',
  path: '/v1/webhook-endpoints',
  requestHeaders: { 'Content-Type': 'application/json', 'Idempotency-Key': 'webhook-prod-001' },
  requestBody: createEndpoint,
  status: 201,
  responseBody: endpointCreated,
});

describe('the examples of the guide conform to its contract', () => {
  const guide = loadContract('guide');

  it.each([
    ['a ready account', exchange({})],
    ['a blocked account', exchange({ responseBody: readinessBlocked })],
    ['a webhook endpoint', endpointCreate],
    [
      'a test event',
      exchange({
        method: 'POST',
        path: '/v1/webhook-endpoints/whep_1kmn0aExample/test-events',
        requestBody: sendTestEvent,
        status: 201,
        responseBody: testEventDelivered,
      }),
    ],
  ])('%s', (_, example) => {
    expect(guide.check(example)).toEqual([]);
  });

  it('a refund request, judged by its answer and its body', () => {
    const problems = guide.check(
      exchange({
        method: 'POST',
        path: '/v1/refunds',
        requestBody: createRefund,
        status: 201,
        responseBody: { data: { refund_id: 'ref_1' } },
      }),
    );
    expect(problems.join()).not.toContain('request body');
  });
});

describe('what does not conform is found', () => {
  const guide = loadContract('guide');
  const problem = (part: Partial<Exchange>): string => guide.check(exchange(part)).join('\n');
  const createProblem = (part: Partial<Exchange>): string => guide.check({ ...endpointCreate, ...part }).join('\n');

  it('in an answer: a status that is not one of the documented words', () => {
    const payments = { status: 'perhaps', status_reason: null, next_actions: [] };
    expect(problem({ responseBody: { data: { payments } } })).toContain('/data/payments/status');
  });

  it('in an answer: the headers that prove mode and merchant', () => {
    expect(problem({ responseHeaders: { ...answered, 'flint-mode': undefined } })).toContain('Flint-Mode is missing');
    expect(problem({ responseHeaders: { ...answered, 'flint-mode': 'production' } })).toContain('Flint-Mode must be');
  });

  it('in an answer: a body that is missing, or is not JSON', () => {
    expect(problem({ responseBody: undefined })).toContain('response body is missing');
    const html = { ...answered, 'content-type': 'text/html' };
    expect(problem({ responseHeaders: html, responseBody: '<html>' })).toContain(
      'the content-type of the response is not JSON',
    );
  });

  it('in an answer: a status that the operation does not document', () => {
    expect(problem({ status: 302 })).toContain('status 302 is not documented');
  });

  it('in an answer: a secret that a read must not carry', () => {
    const whole = z.object({ data: z.record(z.string(), z.unknown()) }).parse(endpointCreated);
    const read = { path: '/v1/webhook-endpoints/whep_1kmn0aExample', responseBody: whole };
    expect(problem(read)).toContain('must NOT be valid');
    const { secret, ...open } = whole.data;
    expect(secret).toBeDefined();
    expect(problem({ ...read, responseBody: { data: open } })).toBe('');
  });

  it('in an accepted request: an unknown field, an unknown query parameter, a bad id, a bad header', () => {
    expect(createProblem({ requestBody: { url: 'https://a.example', colour: 'red' } })).toContain('"colour"');
    expect(createProblem({ requestBody: undefined })).toContain('request body is missing');
    expect(problem({ query: { verbose: '1' } })).toContain('query parameter verbose is not documented');
    expect(problem({ path: '/v1/merchants/acct_1/readiness' })).toContain('path parameter merchant_id');
    expect(createProblem({ requestHeaders: { 'idempotency-key': 'k'.repeat(256) } })).toContain('Idempotency-Key');
    expect(problem({ requestBody: {} })).toContain('request body is not documented');
  });

  it('in an accepted query: text that is not the number or the list it should be', () => {
    const list = { path: '/v1/webhook-endpoints', responseBody: { data: [] } };
    expect(problem({ ...list, query: new URLSearchParams('page_size=100') })).toBe('');
    expect(problem({ ...list, query: new URLSearchParams('page_size=101') })).toContain('page_size');
    expect(problem({ ...list, query: { page_size: 'ten' } })).toContain('page_size');
    const refunds = { path: '/v1/refunds', responseBody: { data: [] } };
    expect(problem({ ...refunds, query: new URLSearchParams('reason=duplicate&reason=other') })).toBe('');
    expect(problem({ ...refunds, query: { reason: 'boredom' } })).toContain('reason');
  });

  it('in an error: a type that does not belong to its status', () => {
    const bad = { ...endpointCreate, status: 400, requestBody: { colour: 'red' } };
    expect(guide.check({ ...bad, responseBody: failure('validation_error', 'UNKNOWN_FIELD') })).toEqual([]);
    expect(guide.check({ ...bad, responseBody: failure('conflict_error', 'UNKNOWN_FIELD') }).join()).toContain(
      '/error',
    );
  });
});

describe('what the document does not have', () => {
  const guide = loadContract('guide');
  const unknown = { path: '/v1/developer/auth-context' };

  it('a path is answered with 404 ROUTE_NOT_FOUND and nothing else', () => {
    const right = { ...unknown, status: 404, responseBody: failure('not_found_error', 'ROUTE_NOT_FOUND') };
    expect(guide.check(exchange(right))).toEqual([]);
    expect(guide.check(exchange({ ...unknown, responseBody: { data: {} } })).join()).toContain('ROUTE_NOT_FOUND');
    const wrongCode = { ...right, responseBody: failure('not_found_error', 'RESOURCE_NOT_FOUND') };
    expect(guide.check(exchange(wrongCode)).join()).toContain('error.code must be ROUTE_NOT_FOUND');
    expect(guide.check(exchange({ ...right, path: '/v1/orders/' }))).toEqual([]);
  });

  it('a method is answered with 405 and an Allow header', () => {
    const wrong = {
      method: 'DELETE',
      status: 405,
      responseBody: failure('invalid_request_error', 'METHOD_NOT_ALLOWED'),
    };
    expect(guide.check(exchange({ ...wrong, responseHeaders: { ...answered, allow: 'GET' } }))).toEqual([]);
    expect(guide.check(exchange(wrong)).join()).toContain('Allow is missing');
  });

  it('a page of the rehearsal is not judged', () => {
    expect(guide.check(exchange({ path: '/sandbox/checkout/token', responseBody: '<html>' }))).toEqual([]);
    expect(guide.check(exchange({ path: '/sandboxes' }))).not.toEqual([]);
  });
});

describe('webhook deliveries', () => {
  const guide = loadContract('guide');
  const headers = {
    'Content-Type': 'application/json',
    'webhook-id': 'whev_1',
    'webhook-timestamp': '1700000000',
    'webhook-signature': 'v1,/hiJOnBg47YJCiwbXhOB2ygLlyQXGu6CHw8D3A/KW5o=',
    'X-Flint-Signature': 't=1700000000,v1=6c03cf4f4f520506c386eb707258ec065f0df0350ba5c7955f721eaa9f5c0a60',
    'X-Flint-Webhook-ID': 'whev_1',
    'X-Flint-Event-Type': 'order.payment_succeeded',
  };
  const body = {
    webhook_event_id: 'whev_1',
    event_type: 'order.payment_succeeded',
    payload_version: 1,
    mode: 'live',
    merchant_id: 'mer_1',
    created_at: '2026-07-02T18:04:11Z',
    data: { order_id: 'ord_1' },
  };

  it('pass as documented, and also for types that have no entry of their own', () => {
    expect(guide.checkDelivery({ requestHeaders: headers, requestBody: body })).toEqual([]);
    const created = { ...body, event_type: 'order.created' };
    const createdHeaders = { ...headers, 'X-Flint-Event-Type': 'order.created' };
    expect(guide.checkDelivery({ requestHeaders: createdHeaders, requestBody: created })).toEqual([]);
  });

  it.each([
    ['a signature is missing', { 'webhook-signature': undefined }, {}, 'webhook-signature is missing'],
    ['a signature is malformed', { 'X-Flint-Signature': 'v1=abc' }, {}, 'X-Flint-Signature must match'],
    ['the ids differ', { 'webhook-id': 'whev_2' }, {}, 'webhook-id differs'],
    ['the type in the header differs', { 'X-Flint-Event-Type': 'order.paid' }, {}, 'x-flint-event-type differs'],
    ['the envelope lacks its mode', {}, { mode: undefined }, 'mode'],
    ['the data belongs to another kind of thing', {}, { data: { order_id: 'pi_1' } }, '/data/order_id'],
    ['there is no envelope', {}, { event_type: undefined }, 'no event envelope'],
  ])('fail when %s', (_, header, field, expected) => {
    const delivery = { requestHeaders: { ...headers, ...header }, requestBody: { ...body, ...field } };
    expect(guide.checkDelivery(delivery).join()).toContain(expected);
  });
});

describe('what no check has seen', () => {
  it('is listed, and shrinks by what was checked', () => {
    const contract = loadContract('guide');
    const before = contract.untouched();
    expect(before).toHaveLength(65 + 8);
    contract.check(exchange({}));
    expect(before.filter((name) => !contract.untouched().includes(name))).toEqual([
      'GET /v1/merchants/{merchant_id}/readiness',
    ]);
    expect(loadContract('guide').untouched()).toEqual(before);
  });
});

describe('the documents themselves', () => {
  it.each(['guide', '2026-09-07'] as const)('every schema that traffic can meet compiles: %s', (generation) => {
    const contract = loadContract(generation);
    for (const name of contract.untouched()) {
      const [method = '', template = ''] = name.split(' ');
      const path = template.replace(/\{(\w+)\}/g, 'x');
      for (const status of [200, 201, 400, 401, 403, 404, 409, 429, 500]) {
        contract.check({ ...endpointCreate, method, path, status, responseBody: {} });
      }
    }
    expect(contract.untouched().filter((name) => !name.startsWith('webhook '))).toEqual([]);
  });

  it('a fixed path is told from an id in the same place', () => {
    const contract = loadContract('2026-09-07');
    contract.check(exchange({ path: '/v1/settings/effective', responseBody: { data: {} } }));
    expect(contract.untouched()).not.toContain('GET /v1/settings/effective');
    expect(contract.untouched()).toContain('GET /v1/settings');
  });
});
