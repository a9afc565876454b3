import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { Cause } from '../../src/checks/handler/causes.ts';
import { diagnose } from '../../src/checks/handler/diagnose.ts';
import { type Arrival, liveSecret, probe, type Reply, sandboxSecret } from './serve-handler.ts';
import { passesLegacy, passesStandard, pythonJson, standardwebhooksHandler } from './verifiers.ts';

const everything = ['webhooks.raw-body-signature', 'webhooks.live-secret', 'webhooks.quick-acknowledgement'];
const parsed = (raw: Buffer): unknown => JSON.parse(raw.toString());
/** What a body parser leaves: the handler gets an object, and writes it again to verify. */
const writtenAgain = (raw: Buffer) => JSON.stringify(parsed(raw));
const verdict = (passes: boolean): Reply => (passes ? 200 : 400);

describe('right handlers', () => {
  it.each<[string, (arrival: Arrival) => Reply]>([
    ['standardwebhooks on the raw body', standardwebhooksHandler()],
    ['a verifier by hand on the raw body', (arrival) => verdict(passesStandard(arrival))],
    ['either scheme', (arrival) => verdict(passesStandard(arrival) || passesLegacy(arrival))],
  ])('%s: nothing is wrong, and the items are proved', async (_name, handle) => {
    const diagnosis = diagnose(await probe(handle, { sandboxSecret: () => sandboxSecret }));
    expect(diagnosis).toMatchObject({ cause: 'none', remedy: undefined, further: [] });
    expect(diagnosis.proves).toEqual(everything);
    expect(diagnosis.asFarAsSeen).toEqual(['webhooks.deduplication']);
  });

  it('says no more than it saw of deduplication', async () => {
    expect(diagnose(await probe(standardwebhooksHandler())).proves).not.toContain('webhooks.deduplication');
  });
});

interface Broken {
  readonly name: string;
  readonly handle: (arrival: Arrival) => Reply;
  readonly cause: Cause;
  readonly further?: readonly Cause[];
  readonly proves?: readonly string[];
}

const known = new Set<string>();
const broken: readonly Broken[] = [
  {
    name: 'answers 200 to everything',
    handle: () => 200,
    cause: 'accepts unsigned events',
    further: [],
    proves: ['webhooks.quick-acknowledgement'],
  },
  {
    name: 'verifies only when there is a signature',
    handle: (arrival) => verdict(arrival.headers['webhook-signature'] === undefined || passesStandard(arrival)),
    cause: 'accepts unsigned events',
    further: [],
  },
  {
    name: 'asks for a signature and never compares it',
    handle: ({ headers }) => verdict('webhook-signature' in headers),
    cause: 'accepts any signature',
    further: [],
  },
  {
    name: 'asks for both signatures and compares neither',
    handle: ({ headers }) => verdict('x-flint-signature' in headers && 'webhook-signature' in headers),
    cause: 'accepts any signature',
    further: ['needs the older scheme'],
  },
  {
    name: 'verifies a body of which it keeps only the id',
    handle: (arrival) => {
      const event = JSON.parse(arrival.raw.toString());
      const asSigned = { ...event, data: { ...event.data, note: 'A test of flint-golive' } };
      return verdict(passesStandard(arrival, { body: () => JSON.stringify(asSigned) }) || passesStandard(arrival));
    },
    cause: 'accepts changed bodies',
    further: [],
  },
  {
    name: 'is deployed with the sandbox endpoint’s secret',
    handle: standardwebhooksHandler(sandboxSecret),
    cause: 'sandbox secret',
    further: [],
  },
  {
    name: 'verifies what JSON.stringify makes of a parsed body',
    handle: (arrival) => verdict(passesStandard(arrival, { body: writtenAgain })),
    cause: 'parsed body',
    further: [],
    proves: ['webhooks.live-secret', 'webhooks.quick-acknowledgement'],
  },
  {
    name: 'verifies what json.dumps makes of a parsed body',
    handle: (arrival) => verdict(passesStandard(arrival, { body: (raw) => pythonJson(parsed(raw)) })),
    cause: 'parsed body',
    further: [],
  },
  {
    name: 'verifies the text of a parsed object',
    handle: (arrival) => verdict(passesStandard(arrival, { body: (raw) => `${parsed(raw)}` })),
    cause: 'parsed body',
    further: [],
  },
  {
    name: 'hands a parsed body to standardwebhooks, which takes text only',
    handle: (arrival) => {
      const webhook = new Webhook(liveSecret);
      try {
        // Not a text, against the types: that is the mistake.
        webhook.verify(parsed(arrival.raw) as string, arrival.headers as Record<string, string>);
      } catch {
        return 400;
      }
      return 200;
    },
    cause: 'parsed body',
    further: [],
    proves: [],
  },
  {
    name: 'does not decode the secret of the standard scheme',
    handle: (arrival) =>
      verdict(passesStandard(arrival, { key: Buffer.from('whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=') })),
    cause: 'key in other form',
    further: [],
  },
  {
    name: 'has no secret in its environment',
    handle: (arrival) => verdict(passesStandard(arrival, { key: Buffer.alloc(0) })),
    cause: 'secret not set',
    further: [],
  },
  { name: 'holds a secret nobody knows', handle: () => 400, cause: 'other secret', further: [] },
  {
    name: 'throws at every event',
    handle: () => {
      throw new Error('FLINT_WEBHOOK_SECRET is not set');
    },
    cause: 'handler fails',
    further: [],
  },
  {
    name: 'verifies, and refuses types that it does not know',
    handle: (arrival) => (passesStandard(arrival) ? 422 : 401),
    cause: 'refuses the event',
    further: [],
  },
  {
    name: 'looks at no time',
    handle: (arrival) => verdict(passesStandard(arrival, { tolerance: undefined })),
    cause: 'no time limit',
    further: [],
    proves: ['webhooks.live-secret', 'webhooks.quick-acknowledgement'],
  },
  {
    name: 'allows ten minutes',
    handle: (arrival) => verdict(passesStandard(arrival, { tolerance: 600 })),
    cause: 'wide time limit',
    further: [],
  },
  {
    name: 'throws where it should refuse',
    handle: (arrival) => (passesStandard(arrival) ? 200 : 500),
    cause: 'fails instead of refusing',
    further: [],
  },
  {
    name: 'answers 409 to an event that it knows',
    handle: (arrival) => {
      if (!passesStandard(arrival)) return 400;
      const id = String(arrival.headers['x-flint-webhook-id']);
      const seen = known.has(id);
      known.add(id);
      return seen ? 409 : 200;
    },
    cause: 'refuses duplicates',
    further: [],
    proves: everything,
  },
  {
    name: 'compares the whole header',
    handle: (arrival) =>
      verdict(!String(arrival.headers['webhook-signature']).includes(' ') && passesStandard(arrival)),
    cause: 'refuses two signatures',
    further: [],
    proves: everything,
  },
  {
    name: 'knows only the older scheme',
    handle: (arrival) => verdict(passesLegacy(arrival)),
    cause: 'needs the older scheme',
    further: [],
    proves: everything,
  },
  {
    name: 'redirects to another host',
    handle: () => ({ status: 308, headers: { location: 'https://www.example.com/webhooks/flint?token=hidden' } }),
    cause: 'redirect',
    further: [],
  },
  { name: 'is not there', handle: () => 404, cause: 'no such route', further: [] },
  { name: 'takes no POST', handle: () => 405, cause: 'no such route', further: [] },
  {
    name: 'limits the rate',
    handle: () => ({ status: 429, headers: { 'retry-after': '60' } }),
    cause: 'rate limited',
    further: [],
  },
  {
    name: 'has a clock that is ten minutes fast',
    handle: (arrival) => atClock(arrival, 600),
    cause: 'clock',
    further: [],
  },
  {
    name: 'has a clock that is two minutes slow, which is allowed',
    handle: (arrival) => atClock(arrival, -120),
    cause: 'clock',
    further: [],
    proves: ['webhooks.live-secret', 'webhooks.quick-acknowledgement'],
  },
];

function atClock(arrival: Arrival, ahead: number): Reply {
  const passes = passesStandard(arrival, { ahead });
  return { status: passes ? 200 : 400, headers: { date: new Date(Date.now() + ahead * 1000).toUTCString() } };
}

describe('broken handlers', () => {
  it.each(broken)('one that $name: $cause', async ({ handle, cause, further, proves }) => {
    const diagnosis = diagnose(await probe(handle, { sandboxSecret: () => sandboxSecret }));
    expect(diagnosis.cause).toBe(cause);
    expect(diagnosis.sentence).toMatch(/^[A-Z].*\.$/);
    expect(diagnosis.remedy).toMatch(/^[A-Z].*\.$/);
    if (further !== undefined) expect(diagnosis.further.map((finding) => finding.cause)).toEqual(further);
    if (proves !== undefined) expect(diagnosis.proves).toEqual(proves);
    if (cause.startsWith('accepts')) {
      expect(diagnosis.remedy).toMatch(/^Do not go live with this\./);
      expect(diagnosis.proves).not.toContain('webhooks.raw-body-signature');
    }
  });

  it('says where a redirect goes, and not the query in it', async () => {
    const results = await probe(() => ({
      status: 301,
      headers: { location: 'https://www.example.com/x?token=hidden' },
    }));
    expect(diagnose(results).sentence).toContain('https://www.example.com/x.');
    expect(JSON.stringify(results)).not.toContain('hidden');
  });

  it('takes the sandbox’s secret for likely, and no more, where that secret is not known', async () => {
    const { cause, sentence } = diagnose(await probe(standardwebhooksHandler(sandboxSecret)));
    expect(cause).toBe('other secret');
    expect(sentence).toContain('Most likely');
  });
});
