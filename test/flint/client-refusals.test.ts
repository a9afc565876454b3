import { describe, expect, test } from 'vitest';
import { json, liveClient, proven, type Reply, refused, scripted } from './scripted-server.ts';
import { failure, good, read, write } from './things.ts';

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
