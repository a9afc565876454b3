import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connect, type FlintClient } from '../../src/flint/client.ts';
import { FlintError } from '../../src/flint/errors.ts';
import { readKey } from '../../src/flint/keys.ts';
import { resource } from '../../src/flint/wire/envelope.ts';
import {
  canary,
  impatient,
  json,
  liveClient,
  merchantId,
  proven,
  type Reply,
  refused,
  scripted,
} from './scripted-server.ts';

const answer = resource(z.object({ name: z.string() }));
const good = json(200, { data: { name: 'value' } });
const read = (client: FlintClient) => client.request({ method: 'GET', path: '/v1/things/one', answer });
const write = (client: FlintClient) =>
  client.request({ method: 'POST', path: '/v1/things', body: { b: 1, a: 2 }, idempotencyKey: 'key-1', answer });

async function failure(call: Promise<unknown>): Promise<FlintError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FlintError);
  return error as FlintError; // Asserted in the line before.
}

describe('a call', () => {
  test('sends the bearer key and gives the value with its evidence', async () => {
    const server = await scripted(
      json(200, { data: { name: 'value' }, new_field: 1 }, { 'idempotency-replayed': 'true' }),
    );
    const { value, evidence } = await read(liveClient(server.baseUrl));
    expect(value).toEqual({ name: 'value' });
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${canary}`);
    expect(evidence).toEqual({
      requestId: 'request-1',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      mode: 'live',
      method: 'GET',
      path: '/v1/things/one',
      status: 200,
      replayed: true,
    });
  });

  test('carries the Idempotency-Key and a body with sorted keys when it writes', async () => {
    const server = await scripted(good);
    await write(liveClient(server.baseUrl));
    const sent = server.seen.at(-1);
    expect(sent?.headers['idempotency-key']).toBe('key-1');
    expect(sent?.headers['content-type']).toBe('application/json');
    expect(sent?.body).toBe('{"a":2,"b":1}');
  });

  test('takes the request id from the body when the header is missing', async () => {
    const server = await scripted(
      json(200, { data: { name: 'x' }, request_id: 'in-body' }, { 'x-request-id': undefined }),
    );
    expect((await read(liveClient(server.baseUrl))).evidence.requestId).toBe('in-body');
  });

  test('does without any request id', async () => {
    const server = await scripted(json(200, { data: { name: 'x' } }, { 'x-request-id': undefined }));
    expect((await read(liveClient(server.baseUrl))).evidence).not.toHaveProperty('requestId');
  });

  test.each(['', 'has blank', 'ü', 'x'.repeat(256)])(
    'refuses the unusable Idempotency-Key %j before sending',
    async (key) => {
      const server = await scripted(good);
      const client = liveClient(server.baseUrl);
      await read(client);
      const call = client.request({ method: 'DELETE', path: '/v1/things/one', idempotencyKey: key, answer });
      await expect(call).rejects.toThrow(RangeError);
      expect(server.seen).toHaveLength(1);
    },
  );
});

describe('proof of mode and merchant', () => {
  test('one answer of the wrong mode closes the client: nothing more is sent', async () => {
    const server = await scripted(json(200, { data: { name: 'x' } }, { 'flint-mode': 'test' }));
    const client = liveClient(server.baseUrl);
    expect(await failure(read(client))).toMatchObject({ problem: 'wrong-mode', requestId: 'request-1' });
    expect(await failure(read(client))).toMatchObject({ problem: 'wrong-mode', outcome: 'nothing-happened' });
    expect(await failure(write(client))).toMatchObject({ problem: 'wrong-mode', outcome: 'nothing-happened' });
    expect(server.seen).toHaveLength(1);
  });

  test.each([
    ['a refusal', refused(404, 'RESOURCE_NOT_FOUND', {}, { 'flint-mode': 'test' })],
    ['an outage', refused(503, 'SERVICE_UNAVAILABLE', {}, { 'flint-mode': 'test' })],
    ['a page', ((response) => response.writeHead(200, { ...proven, 'flint-mode': 'test' }).end('<html>')) as Reply],
    ['an unknown mode', json(200, { data: { name: 'x' } }, { 'flint-mode': 'production' })],
  ])('the mode is checked on %s too, before it is read or retried', async (_what, reply) => {
    const server = await scripted(reply);
    expect(await failure(read(liveClient(server.baseUrl)))).toMatchObject({ problem: 'wrong-mode' });
    expect(server.seen).toHaveLength(1);
  });

  test.each([undefined, ''])('a success without a mode (%j) proves nothing, and no write follows it', async (mode) => {
    const server = await scripted(json(200, { data: { name: 'x' } }, { 'flint-mode': mode }));
    const client = liveClient(server.baseUrl);
    expect(await failure(read(client))).toMatchObject({ problem: 'mode-not-proven' });
    expect(await failure(write(client))).toMatchObject({ problem: 'mode-not-proven', outcome: 'nothing-happened' });
    expect(server.seen.map((one) => one.method)).not.toContain('POST');
  });

  test('a success without a mode takes an earlier proof away', async () => {
    const silent = json(200, { data: { name: 'x' } }, { 'flint-mode': undefined });
    const server = await scripted(good, silent);
    const client = liveClient(server.baseUrl);
    await read(client);
    expect(client.proof).toBeDefined();
    await failure(read(client));
    expect(client.proof).toBeUndefined();
    await failure(write(client));
    expect(server.seen.map((one) => one.method)).not.toContain('POST');
  });

  test('a success without a merchant proves nothing either', async () => {
    const server = await scripted(json(200, { data: { name: 'x' } }, { 'flint-merchant-id': undefined }));
    expect(await failure(read(liveClient(server.baseUrl)))).toMatchObject({ problem: 'merchant-not-proven' });
  });

  test('an error without the headers is only that error', async () => {
    const bare = { 'flint-mode': undefined, 'flint-merchant-id': undefined };
    const server = await scripted(json(401, { error: { code: 'INVALID_API_KEY', message: 'No.' } }, bare), good);
    const client = liveClient(server.baseUrl);
    expect(await failure(read(client))).toMatchObject({ problem: 'unauthorized', code: 'INVALID_API_KEY' });
    expect((await read(client)).value.name).toBe('value');
  });

  test('the merchant of the first answer is demanded of every later one', async () => {
    const server = await scripted(good, json(200, { data: { name: 'x' } }, { 'flint-merchant-id': 'mer_other' }), good);
    const client = liveClient(server.baseUrl);
    await read(client);
    expect(client.merchantId).toBe(merchantId);
    expect(await failure(read(client))).toMatchObject({ problem: 'wrong-merchant' });
    expect(await failure(read(client))).toMatchObject({ problem: 'wrong-merchant' });
    expect(server.seen).toHaveLength(2);
  });

  test('an expected merchant is demanded of the first answer already', async () => {
    const server = await scripted(good);
    const client = liveClient(server.baseUrl, { expectedMerchantId: 'mer_expected' });
    expect(await failure(read(client))).toMatchObject({ problem: 'wrong-merchant' });
  });

  test('no write leaves before an answer has proven the mode', async () => {
    const server = await scripted(refused(404, 'ROUTE_NOT_FOUND'), good);
    await write(liveClient(server.baseUrl));
    expect(server.seen.map((one) => `${one.method} ${one.path}`)).toEqual([
      'GET /v1/developer/auth-context',
      'POST /v1/things',
    ]);
  });

  test('a key of another mode never gets to its first write', async () => {
    const server = await scripted(refused(404, 'ROUTE_NOT_FOUND', {}, { 'flint-mode': 'test' }));
    expect(await failure(write(liveClient(server.baseUrl)))).toMatchObject({
      problem: 'wrong-mode',
      outcome: 'nothing-happened',
    });
    expect(server.seen.map((one) => one.method)).toEqual(['GET']);
  });

  test('a key whose prefix is not that of the mode makes no client', () => {
    const live = readKey(canary);
    if ('problem' in live) throw new Error('The canary is a key.');
    // What the types forbid must not pass at run time either.
    const options = { mode: 'test', key: live.key, baseUrl: new URL('https://example.com') } as never;
    expect(() => connect(options)).toThrow(FlintError);
  });

  test('a rehearsal key never leaves this machine', () => {
    const read = readKey('flint_live_rehearsal_0123456789');
    if ('problem' in read || read.mode !== 'live') throw new Error('It is a live key.');
    expect(() => connect({ mode: 'live', key: read.key, baseUrl: new URL('https://api.withflintpay.com') })).toThrow(
      expect.objectContaining({ problem: 'wrong-key' }),
    );
    expect(connect({ mode: 'live', key: read.key, baseUrl: new URL('http://127.0.0.1:1') }).mode).toBe('live');
  });
});

describe('answers that cannot be used', () => {
  test.each<[string, Reply, string | undefined]>([
    ['a page', (response) => response.writeHead(200, proven).end('<html>Sign in</html>'), undefined],
    ['half an object', (response) => response.writeHead(200, proven).end('{"data": {"na'), undefined],
    ['no body', (response) => response.writeHead(200, proven).end(), undefined],
    ['a missing field', json(200, { data: {} }), 'unreadable: name'],
    ['null for the data', json(200, { data: null }), undefined],
    ['a list', json(200, []), undefined],
  ])('%s is not understood, with the request id kept', async (_what, reply, detail) => {
    const server = await scripted(reply);
    const error = await failure(read(liveClient(server.baseUrl)));
    expect(error).toMatchObject({
      problem: 'not-understood',
      outcome: 'nothing-happened',
      requestId: 'request-1',
      status: 200,
    });
    if (detail !== undefined) expect(error.detail).toBe(detail);
    expect(server.seen).toHaveLength(1);
  });

  test('after a write it is unknown whether it took effect', async () => {
    const server = await scripted(good, (response) => response.writeHead(201, proven).end('<html>'));
    const client = liveClient(server.baseUrl);
    await read(client);
    expect(await failure(write(client))).toMatchObject({ problem: 'not-understood', outcome: 'unknown' });
  });

  test('a redirect is refused and the key is not sent on', async () => {
    const elsewhere = await scripted(good);
    const server = await scripted((response) => {
      response.writeHead(307, { ...proven, location: elsewhere.baseUrl.href }).end();
    });
    expect(await failure(read(liveClient(server.baseUrl)))).toMatchObject({ problem: 'redirect', status: 307 });
    expect(elsewhere.seen).toHaveLength(0);
  });

  test('an answer of many megabytes is refused, not kept', async () => {
    const server = await scripted((response) => {
      response.writeHead(200, proven);
      const chunk = Buffer.alloc(256 * 1024, 'x');
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    const error = await failure(read(liveClient(server.baseUrl)));
    expect(error).toMatchObject({ problem: 'not-understood', detail: 'the answer was too large' });
    expect(server.seen).toHaveLength(1);
  });

  test('a refusal that is not in the form of Flint is told apart from a refusal by Flint', async () => {
    const server = await scripted((response) => response.writeHead(403).end('<html>Blocked by the proxy</html>'));
    expect(await failure(read(liveClient(server.baseUrl)))).toMatchObject({ problem: 'not-understood', status: 403 });
  });
});

describe('refusals', () => {
  test.each<[number, string, string]>([
    [400, 'UNKNOWN_FIELD', 'invalid'],
    [401, 'API_KEY_REVOKED', 'unauthorized'],
    [402, 'CARD_DECLINED', 'payment'],
    [403, 'INSUFFICIENT_SCOPE', 'forbidden'],
    [404, 'ORDER_NOT_FOUND', 'not-found'],
    [405, 'METHOD_NOT_ALLOWED', 'not-found'],
    [409, 'VERSION_CONFLICT', 'conflict'],
    [422, 'VALIDATION_ERROR', 'invalid'],
    [418, 'SOMETHING_NEW', 'invalid'],
  ])('%i %s is %s; nothing happened and nothing is repeated', async (status, code, problem) => {
    const server = await scripted(good, refused(status, code));
    const client = liveClient(server.baseUrl);
    await read(client);
    expect(await failure(write(client))).toMatchObject({ problem, status, code, outcome: 'nothing-happened' });
    expect(server.seen).toHaveLength(2);
  });

  test('everything the envelope says is kept, with the request id of the body first', async () => {
    const server = await scripted(
      refused(403, 'INSUFFICIENT_SCOPE', {
        param: 'line_items[0].name',
        request_id: 'from-error',
        missing_scopes: ['webhooks.write', 7],
        remediation: { next_steps: 'Ask.', retryable: true, missing_or_invalid_fields: ['a'] },
        existing_checkout_session_id: 'cs_1',
      }),
    );
    expect(await failure(read(liveClient(server.baseUrl)))).toMatchObject({
      requestId: 'from-error',
      param: 'line_items[0].name',
      missingScopes: ['webhooks.write'],
      serverMessage: 'Message of INSUFFICIENT_SCOPE.',
      remediation: { nextSteps: 'Ask.', retryable: true, fields: ['a'] },
      existingCheckoutSessionId: 'cs_1',
    });
  });

  test('an envelope of nulls and wrong types is taken calmly', async () => {
    const server = await scripted(
      json(400, {
        error: { code: null, message: 5, param: {}, request_id: null, missing_scopes: 'x', remediation: [] },
      }),
    );
    expect(await failure(read(liveClient(server.baseUrl)))).toMatchObject({
      problem: 'invalid',
      code: undefined,
      requestId: 'request-1',
    });
  });
});

describe('secrets', () => {
  test('the key is in no error and no print-out, even if the server echoes it', async () => {
    const echo = refused(401, 'INVALID_API_KEY', {
      message: `Key ${canary} is unknown`,
      param: canary,
      missing_scopes: [canary],
      remediation: { next_steps: `Replace ${canary}` },
    });
    const dead = new URL('http://127.0.0.1:1');
    const server = await scripted(echo, (response) => response.destroy());
    const client = liveClient(server.baseUrl);
    const prints = [
      client,
      await failure(read(client)),
      await failure(read(client)),
      await failure(read(liveClient(dead))),
    ];
    for (const print of prints) {
      const text = [inspect(print, { depth: null, showHidden: true }), JSON.stringify(print), String(print)].join();
      expect(text).not.toContain('canary0123');
      expect(text).not.toContain('CANARY');
    }
  });

  test('hostile text in an error cannot move the cursor or hide anything', async () => {
    const message = '\u001b[2J\u001b]8;;https://evil.example\u0007Pay\u001b]8;;\u0007 \u202ehere\nnow';
    const server = await scripted(refused(400, 'INVALID_REQUEST', { message, request_id: 'id\u001b[31m\n' }));
    expect(await failure(read(liveClient(server.baseUrl)))).toMatchObject({
      serverMessage: 'Pay here now',
      requestId: 'id',
    });
  });
});

describe('being stopped', () => {
  test('ends a call that waits for its answer; a write may have taken effect', async () => {
    const controller = new AbortController();
    const server = await scripted(good, () => controller.abort());
    const client = liveClient(server.baseUrl, { signal: controller.signal });
    await read(client);
    expect(await failure(write(client))).toMatchObject({ problem: 'aborted', outcome: 'unknown' });
  });

  test('ends a wait between two attempts', async () => {
    const controller = new AbortController();
    const sleep = async (_milliseconds: number, signal: AbortSignal | undefined) => {
      controller.abort();
      signal?.throwIfAborted();
    };
    const server = await scripted(refused(503, 'SERVICE_UNAVAILABLE'));
    const client = liveClient(server.baseUrl, { signal: controller.signal, pace: impatient({ sleep }).pace });
    expect(await failure(read(client))).toMatchObject({ problem: 'aborted' });
    expect(server.seen).toHaveLength(1);
  });

  test('before a call, sends nothing', async () => {
    const server = await scripted(good);
    const client = liveClient(server.baseUrl, { signal: AbortSignal.abort() });
    expect(await failure(read(client))).toMatchObject({ problem: 'aborted', outcome: 'nothing-happened' });
    expect(server.seen).toHaveLength(0);
  });
});
