import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { FlintClient } from '../../src/flint/client.ts';
import { FlintError } from '../../src/flint/errors.ts';
import { defaultPace, type Pace } from '../../src/flint/pace.ts';
import { resource } from '../../src/flint/wire/envelope.ts';
import { impatient, json, liveClient, proven, type Reply, refused, scripted } from './scripted-server.ts';

const answer = resource(z.object({ name: z.string() }));
const good = json(200, { data: { name: 'value' } });
const busy = refused(503, 'SERVICE_UNAVAILABLE');
const reset: Reply = (response) => response.destroy();

const read = (client: FlintClient) => client.request({ method: 'GET', path: '/v1/things/one', answer });
const write = (client: FlintClient) =>
  client.request({ method: 'POST', path: '/v1/things', body: { a: 1 }, idempotencyKey: 'key-1', answer });

/** A client that has been proven by one read, so that the next request is the call under test. */
async function provenClient(baseUrl: URL, pace?: Partial<Pace>): Promise<FlintClient> {
  const client = liveClient(baseUrl, pace === undefined ? {} : { pace });
  await read(client);
  return client;
}

async function failure(call: Promise<unknown>): Promise<FlintError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof FlintError) return error;
    throw error;
  }
  throw new Error('The call succeeded.');
}

describe('a client that was closed by another mode between two tries', () => {
  const wrongMode = json(200, { data: { name: 'value' } }, { 'flint-mode': 'test' });

  test.each<[string, Reply, string]>([
    ['may have happened where the first try was lost', reset, 'unknown'],
    ['did nothing where the first try was not begun', refused(429, 'RATE_LIMIT_EXCEEDED'), 'nothing-happened'],
  ])('sends no more, and says that a write %s', async (_what, first, outcome) => {
    const server = await scripted(good, first, wrongMode, good);
    const client: FlintClient = await provenClient(server.baseUrl, {
      sleep: async () => {
        await failure(read(client));
      },
    });
    expect(await failure(write(client))).toMatchObject({ problem: 'wrong-mode', outcome });
    expect(server.seen).toHaveLength(3);
  });
});

describe('repeating', () => {
  test.each<[string, Reply]>([
    ['429', refused(429, 'RATE_LIMIT_EXCEEDED')],
    ['502', refused(502, 'PROVIDER_ERROR')],
    ['503', busy],
    ['504', refused(504, 'REQUEST_TIMEOUT')],
    ['a 502 page of a proxy', (response) => response.writeHead(502).end('<html>Bad gateway</html>')],
    ['a reset', reset],
    [
      'half a body',
      (response) => {
        response.writeHead(200, { ...proven, 'content-length': '100' });
        response.write('{"da', () => response.destroy());
      },
    ],
    ['a key still in progress', refused(409, 'IDEMPOTENCY_KEY_IN_PROGRESS')],
  ])('after %s sends the same write with the same key and the same bytes', async (_what, fault) => {
    const server = await scripted(good, fault, fault, good);
    expect((await write(await provenClient(server.baseUrl))).value.name).toBe('value');
    const sent = server.seen.slice(1);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((one) => `${one.headers['idempotency-key']} ${one.body}`))).toEqual(
      new Set(['key-1 {"a":1}']),
    );
  });

  test('a read is repeated once after 500, a write never', async () => {
    const broken = refused(500, 'INTERNAL_ERROR');
    const server = await scripted(good, broken);
    const client = await provenClient(server.baseUrl);
    expect(await failure(read(client))).toMatchObject({
      problem: 'unavailable',
      status: 500,
      outcome: 'nothing-happened',
    });
    expect(server.seen).toHaveLength(3);
    expect(await failure(write(client))).toMatchObject({ problem: 'unavailable', status: 500, outcome: 'unknown' });
    expect(server.seen).toHaveLength(4);
  });

  test('gives up after six attempts, with the last request id', async () => {
    const server = await scripted(busy);
    const error = await failure(read(liveClient(server.baseUrl)));
    expect(error).toMatchObject({ problem: 'unavailable', requestId: 'request-1' });
    expect(server.seen).toHaveLength(defaultPace.attempts);
  });
});

describe('waiting', () => {
  test('doubles with full jitter, up to five seconds', async () => {
    const { pace, waits } = impatient();
    const server = await scripted(busy);
    await failure(read(liveClient(server.baseUrl, { pace })));
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000]);
    const half = impatient({ random: () => 0.5 });
    await failure(read(liveClient(server.baseUrl, { pace: half.pace })));
    expect(half.waits).toEqual([125, 250, 500, 1_000, 2_000]);
  });

  test.each([
    ['seconds', '7', undefined, 7_000],
    [
      'a date, counted from the clock of the server',
      'Wed, 01 Jul 2026 12:00:09 GMT',
      'Wed, 01 Jul 2026 12:00:00 GMT',
      9_000,
    ],
    ['a date in the past', 'Wed, 01 Jul 2026 11:00:00 GMT', 'Wed, 01 Jul 2026 12:00:00 GMT', 0],
  ])('obeys Retry-After in %s', async (_what, header, date, expected) => {
    const { pace, waits } = impatient({ random: () => 0 });
    const headers = { 'retry-after': header, ...(date === undefined ? {} : { date }) };
    const server = await scripted(refused(429, 'RATE_LIMIT_EXCEEDED', {}, headers), good);
    await read(liveClient(server.baseUrl, { pace }));
    expect(waits).toEqual([expected]);
  });

  test.each(['soon', '', '-5', '1.5'])('takes the unreadable Retry-After %j as none', async (header) => {
    const { pace, waits } = impatient();
    const server = await scripted(refused(429, 'RATE_LIMIT_EXCEEDED', {}, { 'retry-after': header }), good);
    await read(liveClient(server.baseUrl, { pace }));
    expect(waits).toEqual([250]);
  });

  test('leaves a long Retry-After to the caller', async () => {
    const { pace, waits } = impatient();
    const limit = refused(
      429,
      'RATE_LIMIT_EXCEEDED',
      {},
      { 'retry-after': '3600', 'flint-rate-limited-reason': 'api-key' },
    );
    const server = await scripted(limit);
    expect(await failure(read(liveClient(server.baseUrl, { pace })))).toMatchObject({
      problem: 'rate-limited',
      retryAfterSeconds: 3_600,
      rateLimitReason: 'api-key',
    });
    expect(waits).toEqual([]);
  });
});

describe('whether a failed write took effect', () => {
  test.each<[string, Reply]>([
    ['a reset', reset],
    ['503', busy],
    ['429 to the end', refused(429, 'RATE_LIMIT_EXCEEDED')],
    ['a key in progress to the end', refused(409, 'IDEMPOTENCY_KEY_IN_PROGRESS')],
    ['a key used for another body', refused(409, 'IDEMPOTENCY_KEY_REUSED')],
    ['a state to recover from', refused(409, 'IDEMPOTENCY_RECOVERY_REQUIRED')],
    ['a time-out at the server', refused(408, 'REQUEST_TIMEOUT')],
  ])('is unknown after %s', async (_what, fault) => {
    const server = await scripted(good, fault);
    expect((await failure(write(await provenClient(server.baseUrl)))).outcome).toBe('unknown');
  });

  test('stays unknown when the repeat of an unknown attempt is refused', async () => {
    const server = await scripted(good, busy, refused(401, 'API_KEY_REVOKED'));
    expect(await failure(write(await provenClient(server.baseUrl)))).toMatchObject({
      problem: 'unauthorized',
      outcome: 'unknown',
    });
  });

  test('is certain when a mere limit came before the refusal', async () => {
    const server = await scripted(good, refused(429, 'RATE_LIMIT_EXCEEDED'), refused(400, 'FIELD_REQUIRED'));
    expect(await failure(write(await provenClient(server.baseUrl)))).toMatchObject({ outcome: 'nothing-happened' });
  });

  test('is certain when no connection was made', async () => {
    const port = await closedPort();
    const client = liveClient(new URL(`http://127.0.0.1:${port}`));
    expect(await failure(write(client))).toMatchObject({
      problem: 'network',
      systemCode: 'ECONNREFUSED',
      outcome: 'nothing-happened',
    });
  });
});

describe('time-outs', () => {
  const patient = { ...defaultPace.timeouts, socket: 10_000, request: 10_000 };

  test('a server that never answers is given up; a write is then unknown', async () => {
    const server = await scripted(good, () => undefined);
    const timeouts = { ...patient };
    const client = await provenClient(server.baseUrl, impatient({ attempts: 2, timeouts }).pace);
    timeouts.response = 40;
    expect(await failure(write(client))).toMatchObject({ problem: 'timeout', outcome: 'unknown' });
    expect(server.seen).toHaveLength(3);
    expect(await failure(read(client))).toMatchObject({ problem: 'timeout', outcome: 'nothing-happened' });
  });

  test('a body that stops in the middle is given up', async () => {
    const server = await scripted((response) => {
      response.writeHead(200, proven);
      response.write('{"da');
    });
    const timeouts = { ...patient, socket: 200 };
    const client = liveClient(server.baseUrl, { pace: impatient({ attempts: 1, timeouts }).pace });
    expect(await failure(read(client))).toMatchObject({ problem: 'timeout' });
  });
});

/** A port that was free a moment ago, so that nothing listens there. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address record.
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return port;
}
