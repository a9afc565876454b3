import { describe, expect, test } from 'vitest';
import { connect } from '../../src/flint/client.ts';
import { FlintError } from '../../src/flint/errors.ts';
import { readKey } from '../../src/flint/keys.ts';
import { canary, json, liveClient, merchantId, proven, type Reply, refused, scripted } from './scripted-server.ts';
import { failure, good, read, write } from './things.ts';

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

describe('the clock of the server', () => {
  test('is known from the latest proven answer, whatever the clock of this machine says', async () => {
    const at = (date: string) => json(200, { data: { name: 'x' } }, { date });
    const server = await scripted(at('Mon, 02 Mar 2026 10:00:00 GMT'), at('Mon, 02 Mar 2026 10:00:05 GMT'), at('soon'));
    const client = liveClient(server.baseUrl);
    expect(client.serverTime).toBeUndefined();
    await read(client);
    await read(client);
    expect(client.serverTime).toEqual(new Date('2026-03-02T10:00:05Z'));
    await read(client);
    expect(client.serverTime).toBeUndefined();
  });
});
