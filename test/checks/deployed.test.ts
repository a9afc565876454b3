import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deployedVerdict } from '../../src/checks/deployed/copy.ts';
import { readHealthUrl } from '../../src/checks/deployed/health-url.ts';
import { askHealth, type HealthAnswer } from '../../src/checks/deployed.ts';
import { type Reply, serveHandler } from './serve-handler.ts';

const hasty = { lookup: 200, connect: 200, secureConnect: 200, socket: 200, send: 200, response: 200, request: 400 };

async function ask(reply: Reply | ((path: string | undefined) => Reply), path = '/health?token=hidden') {
  const { url, arrivals } = await serveHandler(({ path: asked }) =>
    typeof reply === 'function' ? reply(asked) : reply,
  );
  const answer = await askHealth(new URL(path, url), {
    version: '1.2.3',
    signal: new AbortController().signal,
    now: () => new Date('2026-07-02T18:04:11Z'),
  });
  return { answer, arrivals, url };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const verdictOn = (answer: HealthAnswer) => deployedVerdict(answer, 'live').status;

describe('which addresses are asked', () => {
  it.each([
    ['shop.example.com/health', 'not a URL'],
    ['', 'not a URL'],
    ['http://shop.example.com/health', 'not https'],
    ['http://127.0.0.1.example.com/', 'not https'],
    ['file:///etc/passwd', 'not https'],
    ['https://user:password@shop.example.com/', 'extra parts'],
    ['https://shop.example.com/#live', 'extra parts'],
  ])('%s is refused: %s', (text, problem) => {
    expect(readHealthUrl(text)).toMatchObject({ problem, sentence: expect.stringMatching(/\.$/) });
  });

  it('https is taken anywhere, http on this machine, and in a rehearsal this machine only', () => {
    expect(readHealthUrl(' https://shop.example.com/health?a=1 ')).toEqual({
      url: new URL('https://shop.example.com/health?a=1'),
    });
    expect(readHealthUrl('http://localhost:3000/health')).toHaveProperty('url');
    expect(readHealthUrl('http://127.0.0.1:3000/', { onlyLoopback: true })).toHaveProperty('url');
    expect(readHealthUrl('https://shop.example.com/', { onlyLoopback: true })).toMatchObject({
      problem: 'not on this machine',
    });
  });
});

describe('which mode an answer names', () => {
  it.each<[string, Reply]>([
    ['the header', { status: 200, headers: { 'flint-mode': 'live' }, body: 'ok' }],
    ['flint_mode', json({ flint_mode: 'live' })],
    ['flintMode', json({ status: 'up', flintMode: 'live' })],
    ['flint.mode', json({ flint: { mode: 'live' } })],
    ['data.flint_mode', json({ data: { flint_mode: 'live' } })],
    ['mode', json({ mode: 'live' })],
    ['header and body alike', json({ mode: 'live' }, 200, { 'flint-mode': 'live' })],
  ])('live by %s is done', async (_by, reply) => {
    const { answer } = await ask(reply);
    expect(answer).toMatchObject({ kind: 'says', mode: 'live', status: 200, at: '2026-07-02T18:04:11.000Z' });
    expect(verdictOn(answer)).toBe('done');
  });

  it.each<[string, Reply]>([
    ['the header', { status: 200, headers: { 'flint-mode': 'test' } }],
    ['a field', json({ flint_mode: 'test' })],
    ['the word of a test key', json({ mode: 'sandbox' })],
    ['a page that fails', json({ mode: 'test' }, 503)],
  ])('test by %s is named as a test key in production, with the way out', async (_by, reply) => {
    const { answer } = await ask(reply);
    const verdict = deployedVerdict(answer, 'live');
    expect(verdict.status).toBe('missing');
    expect(verdict.message).toContain('a test key is still in its production configuration');
    expect(verdict.remedy).toContain('flint_live_');
  });

  it.each<[string, Reply]>([
    ['an empty page', 200],
    ['a page without a mode', json({ status: 'ok' })],
    ['a page that only mentions the word', { status: 200, body: '<p>live</p>' }],
    ['half a JSON document', { status: 200, body: '{"mode":"live"' }],
    ['another word', json({ mode: 'production' })],
    ['another case', json({ mode: 'LIVE' })],
    ['two modes', json({ mode: 'test' }, 200, { 'flint-mode': 'live' })],
    ['two header values', { status: 200, headers: { 'flint-mode': 'live, live' } }],
    ['a mode that is no text', json({ mode: true })],
    ['an inherited field', json({ mode: { toString: 'live' } })],
    ['live from a page that fails', json({ mode: 'live' }, 500)],
    ['live from a page that is not there', json({ mode: 'live' }, 404)],
    ['a redirect without a place', { status: 302, headers: { 'flint-mode': 'live' } }],
    ['an endless page', { status: 200, headers: { 'flint-mode': 'live' }, body: ' '.repeat(70_000) }],
    ['no answer at all', 'hang up'],
  ])('%s can’t tell, and says what to do', async (_what, reply) => {
    const { answer } = await ask(reply);
    const verdict = deployedVerdict(answer, 'live');
    expect(verdict.status).toBe("can't tell");
    expect(verdict.remedy).toMatch(/\.$/);
  });

  it('an unreachable service and one that never answers can’t tell', async () => {
    const server = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    // A server that listens on TCP has an address record.
    const { port } = server.address() as AddressInfo;
    const url = new URL(`http://127.0.0.1:${port}/health`);
    const how = { version: '1.2.3', signal: new AbortController().signal, timeouts: hasty };
    const silent = await askHealth(url, how);
    expect(silent).toMatchObject({ kind: 'lost', reason: 'time-out' });
    const gone = await askHealth(new URL('http://127.0.0.1:1/health'), how);
    expect(gone).toMatchObject({ kind: 'lost', reason: 'unreachable' });
    expect([verdictOn(silent), verdictOn(gone)]).toEqual(["can't tell", "can't tell"]);
  });
});

describe('how a health page is asked', () => {
  it('carries no credential of any kind, and is not answered by a cache that can be asked not to', async () => {
    const { arrivals } = await ask(json({ mode: 'live' }));
    expect(arrivals).toHaveLength(1);
    expect(arrivals[0]).toMatchObject({ method: 'GET', path: '/health?token=hidden' });
    const headers = arrivals[0]?.headers ?? {};
    expect(headers['cache-control']).toBe('no-cache');
    expect(Object.keys(headers)).not.toContain('authorization');
    expect(Object.keys(headers)).not.toContain('cookie');
  });

  it('keeps the query of the address to itself', async () => {
    const { answer } = await ask(json({ mode: 'test' }));
    expect(JSON.stringify([answer, deployedVerdict(answer, 'live')])).not.toContain('hidden');
  });

  it('follows a redirect within the same origin', async () => {
    const { answer } = await ask((path) =>
      path === '/health/' ? json({ mode: 'live' }) : { status: 308, headers: { location: '/health/' } },
    );
    expect(answer).toMatchObject({ kind: 'says', mode: 'live' });
  });

  it('never follows one to another origin, nor one that carries credentials, nor one without an end', async () => {
    const elsewhere = await serveHandler(() => json({ mode: 'live' }));
    const away = await ask({ status: 302, headers: { location: `${elsewhere.url.href}?code=hidden` } });
    expect(away.answer).toMatchObject({ kind: 'lost', reason: 'leads elsewhere' });
    expect(JSON.stringify(away.answer)).not.toContain('hidden');
    expect(elsewhere.arrivals).toEqual([]);
    const circle = await ask({ status: 302, headers: { location: '/health' } });
    expect(circle.answer).toMatchObject({ kind: 'lost', reason: 'leads in circles' });
    expect(circle.arrivals).toHaveLength(4);
    expect([verdictOn(away.answer), verdictOn(circle.answer)]).toEqual(["can't tell", "can't tell"]);
  });

  it('shows nothing of a page that could move the cursor', async () => {
    const { answer } = await ask(json({ mode: '\u001b[2J\u001b]0;owned\u0007' }));
    expect(JSON.stringify(deployedVerdict(answer, 'live'))).not.toMatch(/\\u001b|\\u0007|owned/);
  });

  it('ends when it is aborted', async () => {
    const server = createTcpServer(() => closing.abort());
    const closing = new AbortController();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const asking = askHealth(new URL(`http://127.0.0.1:${port}/`), { version: '1.2.3', signal: closing.signal });
    await expect(asking).rejects.toThrow(/abort/i);
  });
});
