import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { probeHandler } from '../../src/checks/handler/conformance.ts';
import { diagnose } from '../../src/checks/handler/diagnose.ts';
import { harmlessEventType } from '../../src/checks/handler/event.ts';
import { readingOfProbe } from '../../src/checks/handler/results.ts';
import { defaultProbePace, readHandlerUrl } from '../../src/checks/handler/target.ts';
import { loadContract } from '../contract/validator.ts';
import { untrustedServer } from '../untrusted-server.ts';
import { liveSecret, probe, sandboxSecret, serveHandler, targetAt } from './serve-handler.ts';
import { standardwebhooksHandler } from './verifiers.ts';

const impatient = { ...defaultProbePace, timeouts: { ...defaultProbePace.timeouts, response: 150, request: 300 } };

describe('where probes go', () => {
  it.each([
    ['http://shop.example.com/webhooks', 'not https'],
    ['http://127.0.0.1.example.com/', 'not https'],
    ['http://10.0.0.1/', 'not https'],
    ['ftp://127.0.0.1/', 'not https'],
    ['file:///etc/passwd', 'not https'],
    ['shop.example.com', 'not a URL'],
    ['', 'not a URL'],
    ['https://user:password@shop.example.com/', 'extra parts'],
    ['https://shop.example.com/#here', 'extra parts'],
  ])('%s is refused: %s', async (text, kind) => {
    expect(() => readHandlerUrl(text)).toThrow(expect.objectContaining({ kind }));
    if (!URL.canParse(text)) return;
    const secret = vi.fn(() => liveSecret);
    await expect(probeHandler(targetAt(new URL(text), { secret }))).rejects.toMatchObject({ kind });
    expect(secret).not.toHaveBeenCalled();
  });

  it.each([
    'https://shop.example.com/webhooks/flint?tenant=1',
    'http://localhost:3000/',
    'http://[::1]:3000/',
    ' http://127.0.0.1/ ',
  ])('%s is accepted', (text) => {
    expect(readHandlerUrl(text).href).toBe(text.trim());
  });

  it('they follow no redirect', async () => {
    const elsewhere = await serveHandler(() => 200);
    const { url, arrivals } = await serveHandler(() => ({ status: 307, headers: { location: elsewhere.url.href } }));
    const results = await probeHandler(targetAt(url));
    expect(elsewhere.arrivals).toEqual([]);
    expect(arrivals).toHaveLength(1);
    expect(results.cutShort).toBe(true);
  });

  it('they keep to the path and the query of the address, and keep the query to themselves', async () => {
    const { url, arrivals } = await serveHandler(standardwebhooksHandler());
    url.search = '?token=hidden';
    const results = await probeHandler(targetAt(url));
    expect(new Set(arrivals.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set(['POST /webhooks/flint?token=hidden']),
    );
    expect(JSON.stringify(results)).not.toContain('hidden');
  });
});

describe('what is sent', () => {
  it('is marked as a test, and conforms to the API documents as a delivery of Flint', async () => {
    const { url, arrivals } = await serveHandler(standardwebhooksHandler());
    await probeHandler(
      targetAt(url, { endpointId: 'whep_01J9ZK3V7Q2M4N8P6R5S0T1W2X', sandboxSecret: () => sandboxSecret }),
    );
    for (const { raw, headers } of arrivals) {
      const event = JSON.parse(raw.toString());
      expect(event).toMatchObject({ test: true, mode: 'live', event_type: harmlessEventType });
      expect(event.webhook_event_id).toMatch(/^whev_golive_[0-9a-f]{24}$/);
      expect(headers['x-flint-webhook-id']).toBe(event.webhook_event_id);
      expect(headers['user-agent']).toBe('flint-golive/1.2.3 conformance');
    }
    const [first] = arrivals;
    for (const generation of ['guide', '2026-09-07'] as const) {
      expect(
        loadContract(generation).checkDelivery({
          requestHeaders: Object.fromEntries(
            Object.entries(first?.headers ?? {}).map(([name, value]) => [name, String(value)]),
          ),
          requestBody: JSON.parse(String(first?.raw)),
        }),
      ).toEqual([]);
    }
  });

  it('is sixteen events under an id each, but for the one that is sent twice', async () => {
    const { url, arrivals } = await serveHandler(standardwebhooksHandler());
    const heard: string[] = [];
    const results = await probeHandler(targetAt(url), { onResult: (result) => heard.push(result.probe) });
    expect(arrivals).toHaveLength(16);
    expect(new Set(arrivals.map(({ headers }) => headers['x-flint-webhook-id'])).size).toBe(15);
    const [one, two] = results.probes.find((result) => result.probe === 'duplicate')?.outcomes ?? [];
    expect(one?.eventId).toBe(two?.eventId);
    expect(heard).toEqual(results.probes.map((result) => result.probe));
    expect(heard).not.toContain('sandbox-secret');
  });

  it('leaves no secret in the results, not even one that the handler sends back', async () => {
    const results = await probe(() => ({ status: 400, body: `\u001b]0;x\u0007bad secret ${liveSecret}` }), {
      sandboxSecret: () => sandboxSecret,
    });
    const text = JSON.stringify(results) + inspect(results, { depth: null });
    expect(text).not.toContain(liveSecret.slice(6));
    expect(text).not.toContain(sandboxSecret.slice(6));
    expect(text).not.toContain('\\u001b');
    expect(results.probes[0]?.outcomes[0]).toMatchObject({ excerpt: 'bad secret whsec_…' });
  });

  it.each([
    [{ secret: () => 'secret' }, 'not a signing secret'],
    [{ secret: async () => 'whsec_YQ==' }, 'not a signing secret'],
    [{ sandboxSecret: () => liveSecret }, 'same secrets'],
  ])('is nothing at all when the secrets cannot be right (%#)', async (more, kind) => {
    const { url, arrivals } = await serveHandler(() => 200);
    const error = await probeHandler(targetAt(url, more)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind });
    expect(inspect(error)).not.toContain(liveSecret);
    expect(arrivals).toEqual([]);
  });

  it('stops when the run is aborted', async () => {
    const controller = new AbortController();
    const { url, arrivals } = await serveHandler(() => {
      controller.abort(new Error('left'));
      return 200;
    });
    await expect(probeHandler(targetAt(url, { signal: controller.signal }))).rejects.toThrow('left');
    expect(arrivals).toHaveLength(1);
  });
});

describe('what can go wrong on the way', () => {
  it('a handler that never answers: a time-out', async () => {
    const { url, arrivals } = await serveHandler(() => new Promise(() => undefined));
    const results = await probeHandler(targetAt(url), { pace: impatient });
    expect(diagnose(results)).toMatchObject({ cause: 'time-out', further: [], proves: [] });
    expect(arrivals).toHaveLength(1);
  });

  it('a handler that begins to hang up: not settled, and ended after two', async () => {
    const right = standardwebhooksHandler();
    let answered = 0;
    const { url, arrivals } = await serveHandler((arrival) => {
      answered += 1;
      return answered > 3 ? 'hang up' : right(arrival);
    });
    const results = await probeHandler(targetAt(url), { pace: { ...defaultProbePace, elapsed: () => 0 } });
    expect(diagnose(results).cause).toBe('not settled');
    expect(results.cutShort).toBe(true);
    expect(arrivals).toHaveLength(5);
  });

  it('nothing that listens: unreachable', async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on TCP has an address record.
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const results = await probeHandler(targetAt(new URL(`http://127.0.0.1:${port}/`)));
    expect(diagnose(results).cause).toBe('unreachable');
  });

  it('a connection that is closed without an answer: broken off', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    // A server that listens on TCP has an address record.
    const { port } = server.address() as AddressInfo;
    const results = await probeHandler(targetAt(new URL(`http://127.0.0.1:${port}/`)));
    expect(diagnose(results).cause).toBe('broken off');
  });

  it('plain http behind an https address: no TLS', async () => {
    const { url, arrivals } = await serveHandler(() => 200);
    const results = await probeHandler(targetAt(new URL(`https://127.0.0.1:${url.port}/`)));
    expect(diagnose(results).cause).toBe('no TLS');
    expect(arrivals).toEqual([]);
  });

  it('an untrusted certificate: said, and nothing sent, even where the environment switches the check off', async () => {
    const server = await untrustedServer();
    const results = await probeHandler(targetAt(server.url));
    expect(diagnose(results).cause).toBe('certificate');
    expect(server.requests()).toBe(0);
  });

  it('a slow handler: the median of three decides, against our own limit', async () => {
    const right = standardwebhooksHandler();
    let clock = 0;
    const took = async (milliseconds: readonly number[]) => {
      const left = [...milliseconds];
      const { url } = await serveHandler((arrival) => {
        // The timed events are the last three.
        if (arrivals() > 13) clock += left.shift() ?? 0;
        return right(arrival);
      });
      let count = 0;
      const arrivals = () => {
        count += 1;
        return count;
      };
      return diagnose(await probeHandler(targetAt(url), { pace: { ...defaultProbePace, elapsed: () => clock } }));
    };
    expect((await took([9_000, 2_000, 10])).cause).toBe('none');
    const slow = await took([2_001, 10, 2_400]);
    expect(slow).toMatchObject({ cause: 'slow', further: [] });
    expect(slow.sentence).toContain('2.0 s');
    expect(slow.proves).toEqual(['webhooks.raw-body-signature', 'webhooks.live-secret']);
  });

  it('an answer in no known class is no success', async () => {
    const results = await probe(() => 399);
    expect(readingOfProbe(results, 'signed-event')).toBe('redirected');
    expect(readingOfProbe(await probe(() => 599), 'signed-event')).toBe('failed');
  });
});
