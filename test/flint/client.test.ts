import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { canary, impatient, json, liveClient, refused, scripted } from './scripted-server.ts';
import { answer, failure, good, read, write } from './things.ts';

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
