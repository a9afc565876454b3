import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { conformanceResults } from '../../src/checks/handler/results.ts';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import {
  createWebhookEndpoint,
  listWebhookEndpoints,
  updateWebhookEndpoint,
} from '../../src/flint/webhook-endpoints.ts';
import type { Clock } from '../../src/launch/clock.ts';
import { systemClock } from '../../src/launch/clock.ts';
import type { EntryOf } from '../../src/launch/journal/entry.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import { addressRefusal, addressRemark } from '../../src/steps/configuration/webhook/addresses.ts';
import { eventNamesIn } from '../../src/steps/configuration/webhook/events.ts';
import { proveEndpoint } from '../../src/steps/configuration/webhook/test-event.ts';
import { explain } from '../../src/steps/explain.ts';
import type { Target } from '../../src/steps/target.ts';
import { serveHandler } from '../checks/serve-handler.ts';
import { scripted, scriptedLaunch } from '../launch/scripted-launch.ts';
import { between, clientOf, openPlanes } from '../recreate/planes.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { rehearsalOfTest } from './rehearsal-world.ts';

const probed = z.object({ results: conformanceResults });

function liveClient({ sandbox }: RehearsalWorld) {
  return connect({ mode: 'live', key: sandbox.keys.live as LiveKey, baseUrl: new URL(sandbox.baseUrl) });
}

function finished({ journal }: RehearsalWorld, write: string): EntryOf<'finished'>[] {
  return journal
    .entries()
    .filter((entry) => entry.type === 'finished')
    .filter((entry) => entry.write.startsWith(write));
}

/** Runs the launch and gives every sheet that was shown, as text. */
async function sheetsOf(world: RehearsalWorld, answers: Record<string, string> = {}): Promise<string[]> {
  const launch = world.open({ sources: [scripted(answers)] });
  const shown = new Set<string>();
  launch.subscribe(() => shown.add(JSON.stringify(launch.getState().sheet ?? '')));
  const outcome = await launch.run();
  expect({ outcome }).toEqual({ outcome: { kind: 'finished' } });
  return [...shown];
}

describe('a webhook address', () => {
  const target = (name: Target['name'], base: string): Target => ({ name, baseUrl: new URL(base) });
  const live = target('live', 'https://api.withflintpay.com');

  it.each([
    'http://shop.example.com/hook',
    'https://127.0.0.1/hook',
    'https://10.1.2.3/hook',
    'https://192.168.0.9/hook',
    'https://172.20.1.1/hook',
    'https://[fd00::1]/hook',
    'https://shop.local/hook',
    'https://intranet/hook',
    'https://localhost./hook',
    'https://shop.local./hook',
    'https://[::ffff:192.168.0.9]/hook',
  ])('is refused in live when Flint cannot or may not deliver to it: %s', (url) => {
    expect(addressRefusal(live, url)).toBeDefined();
  });

  it('is taken in live when it is public and https', () => {
    expect(addressRefusal(live, 'https://shop.example.com/hook')).toBeUndefined();
    expect(addressRefusal(live, 'https://172.15.0.1/hook')).toBeUndefined();
  });

  it('leads nowhere but to this machine in a rehearsal', () => {
    const embedded = target('embedded', 'http://127.0.0.1:4100');
    expect(addressRefusal(embedded, 'https://shop.example.com/hook')).toContain('this machine only');
    expect(addressRefusal(embedded, 'http://127.0.0.1:4200/hook')).toBeUndefined();
  });

  it('is called out when it is a tunnel', () => {
    expect(addressRemark('https://abc.ngrok-free.app/hook')).toContain('tunnel');
    expect(addressRemark('https://shop.example.com/hook')).toBeUndefined();
    expect(addressRemark('https://not-ngrok.io.example.com/hook')).toBeUndefined();
  });

  it('is called out when it has a query, which is kept and shown', () => {
    expect(addressRemark('https://shop.example.com/hook?token=abc')).toContain('No secret should be in it');
  });
});

describe('the events of the endpoint', () => {
  it('are taken from quoted names in code, and from nothing that only looks like one', () => {
    const text = `
      if (event.type === 'invoice.paid') order.title = "order.title";
      switch (type) { case "subscription.past_due": case \`payout.failed\`: }
      // order.closed is not quoted
      import { refund } from './refund.created.ts';`;
    expect(eventNamesIn(text)).toEqual(['invoice.paid', 'subscription.past_due', 'payout.failed']);
  });

  it('include what the code handles, and a name that Flint does not know is said', async () => {
    const world = await rehearsalOfTest({ api: { default: '2026-09-07' } });
    mkdirSync(join(world.world.folder, 'src'));
    writeFileSync(join(world.world.folder, 'src/hook.js'), "on('payout.failed'); on('refund.succeeded');");
    const sheets = await sheetsOf(world);
    expect(finished(world, 'webhook-endpoint.create')[0]?.result).toMatchObject({
      enabledEvents: expect.arrayContaining(['payout.failed', 'dispute.created', 'order.paid']),
    });
    expect(sheets.at(-1)).toContain(
      'Your code handles refund.succeeded, which is not among the events that Flint lists',
    );
  });

  it.each(['guide', '2026-09-07'] as const)(
    'are every type where that is picked, in the generation %s',
    async (generation) => {
      const world = await rehearsalOfTest({ api: { default: generation } });
      const outcome = await world.open({ sources: [scripted({ 'configuration.further-events': 'every-type' })] }).run();
      expect(outcome).toEqual({ kind: 'finished' });
      expect(finished(world, 'webhook-endpoint.create')[0]?.result).toMatchObject({ enabledEvents: [] });
      expect(finished(world, 'webhook-endpoint.complete')).toEqual([]);
    },
  );

  it('become every type on an endpoint that was there with a list', async () => {
    const world = await rehearsalOfTest();
    const { receiver } = world;
    const client = liveClient(world);
    await createWebhookEndpoint(client, { url: receiver.url, enabledEvents: ['refund.created'], idempotencyKey: 'a' });
    const outcome = await world.open({ sources: [scripted({ 'configuration.further-events': 'every-type' })] }).run();
    expect(outcome).toEqual({ kind: 'finished' });
    const { value } = await listWebhookEndpoints(client).all();
    expect(value).toMatchObject([{ url: receiver.url, enabledEvents: [] }]);
  });

  it('are not asked about again once an older run registered the endpoint without the question', async () => {
    const world = await rehearsalOfTest();
    expect(await world.open().run()).toEqual({ kind: 'finished' });
    const older = journalInMemory(
      world.journal.header,
      world.journal
        .entries()
        .filter((entry) => entry.type !== 'answered' || entry.question !== 'configuration.further-events'),
    );
    expect(await world.open({ journal: older }).run()).toEqual({ kind: 'finished' });
    expect(older.entries().filter((entry) => entry.type === 'answered' && entry.question.endsWith('events'))).toEqual(
      [],
    );
  });

  it('are those of the guide where the server refuses what the code names', async () => {
    const world = await rehearsalOfTest();
    writeFileSync(join(world.world.folder, 'hook.js'), "on('subscription.trial_ending'); on('refund.succeeded');");
    const sheets = await sheetsOf(world);
    expect(sheets.at(-1)).toContain('The endpoint does not get refund.succeeded, which your code handles');
    const created = finished(world, 'webhook-endpoint.create')[0]?.result;
    expect(created).toMatchObject({ enabledEvents: expect.arrayContaining(['order.payment_succeeded']) });
  });
});

describe('endpoints that are there already', () => {
  it('with the same URL: one is adopted, the other is called out as a second delivery of everything', async () => {
    const world = await rehearsalOfTest({ api: { default: '2026-09-07' } });
    const url = world.receiver.url;
    for (const idempotencyKey of ['one', 'two'])
      await createWebhookEndpoint(liveClient(world), { url, idempotencyKey });
    const sheets = await sheetsOf(world);
    expect(world.sandbox.ledger().live.webhookEndpoints).toHaveLength(2);
    expect(sheets.at(-1)).toMatch(/whep_\w+ has the same URL: every event comes twice/);
  });

  it('and switched off: it is said and switched on', async () => {
    const world = await rehearsalOfTest();
    const { value } = await createWebhookEndpoint(liveClient(world), {
      url: world.receiver.url,
      idempotencyKey: 'one',
    });
    await updateWebhookEndpoint(liveClient(world), { endpointId: value.id, enabled: false, idempotencyKey: 'two' });
    const sheets = await sheetsOf(world);
    expect(sheets.some((sheet) => sheet.includes('It was switched off, and is switched on.'))).toBe(true);
    expect(world.sandbox.ledger().live.webhookEndpoints).toMatchObject([{ enabled: true }]);
  });

  it('never keep the sandbox’s secret: having it is no answer then', async () => {
    const world = await rehearsalOfTest();
    await createWebhookEndpoint(liveClient(world), { url: world.receiver.url, idempotencyKey: 'one' });
    // The sample's production file was copied from the development one, secret included.
    const outcome = await world.open({ sources: [scripted({ 'configuration.known-endpoint': 'have' })] }).run();
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'usage' } });
    await sheetsOf(world, { 'configuration.known-endpoint': 'rotate' });
    expect(readFileSync(join(world.world.folder, '.env.production'), 'utf8')).not.toContain(
      world.sandbox.samples.testWebhookSecret,
    );
  });
});

it('the sandbox’s secret is not taken for the endpoint’s after another place was chosen', async () => {
  const world = await rehearsalOfTest();
  const there = { 'live-key.file': 'config.env' };
  await world.open({ sources: [scripted({ ...there, 'configuration.handler-ready': 'no' })] }).run();
  const kept = world.journal
    .entries()
    .filter((entry) => entry.type !== 'answered' || entry.question !== 'live-key.file');
  const moved = world.open({ journal: journalInMemory(world.journal.header, kept) });
  expect(await moved.run()).toMatchObject({
    failure: {
      headline: 'The signing secret in the env file .env.production is that of the sandbox’s endpoint.',
      remedy: expect.stringContaining('go back (b)'),
    },
  });
  expect(world.sandbox.ledger().live.webhookEndpoints).toHaveLength(1);
});

describe('the endpoint’s secret, after another place was chosen', () => {
  const secret = (world: RehearsalWorld, file: string) =>
    /^FLINT_WEBHOOK_SECRET="?(.*?)"?$/m.exec(readFileSync(join(world.world.folder, file), 'utf8'))?.[1] ?? '';

  /** Launches to the end, moves the secrets to `.env.live` as `lines` say, and gives what the last sheet of the next run says. */
  async function moved(lines: (secret: string) => string): Promise<{ last: string; journal: string }> {
    const world = await rehearsalOfTest();
    await sheetsOf(world);
    const stored = secret(world, '.env.production');
    expect(stored).toMatch(/^whsec_/);
    const key = `FLINT_API_KEY=${world.sandbox.keys.live}\n`;
    writeFileSync(join(world.world.folder, '.env.live'), `${key}${lines(stored)}`);
    world.journal.append({ type: 'withdrawn', at: new Date().toISOString(), key: 'live-key.file' });
    const sheets = await sheetsOf(world, { 'live-key.file': '.env.live' });
    return { last: sheets.at(-1) ?? '', journal: JSON.stringify(world.journal.entries()) };
  }

  it('is open where the new place holds another one, and neither of them is written down', async () => {
    const other = `whsec_${'b3RoZXI'.repeat(6)}`;
    const { last, journal } = await moved(() => `FLINT_WEBHOOK_SECRET=${other}\n`);
    expect(last).toContain('.env.live holds another signing secret than the env file .env.production');
    expect(journal).not.toContain(other.slice('whsec_'.length));
  });

  it('is open where the new place holds none', async () => {
    expect((await moved(() => '')).last).toContain('.env.live holds no signing secret');
  });

  it('is in order where it was brought along', async () => {
    const { last } = await moved((stored) => `FLINT_WEBHOOK_SECRET="${stored}"\n`);
    expect(last).not.toContain('signing secret');
  });
});

describe('a test event without an answer at once', () => {
  /** Tries to prove an endpoint whose test event was queued, and whose delivery then has this status. */
  async function proving(status: string, patience: number) {
    const planes = await openPlanes({ default: '2026-09-07' });
    const receiver = await serveHandler(() => 200);
    const created = await planes.arrange('live', 'POST', '/v1/webhook-endpoints', { url: receiver.url.href });
    const endpointId = String(created.webhook_endpoint_id);
    const queued = { attempt_status: 'queued', status_code: undefined, delivery_status: 'pending' };
    const base = await between(planes.sandbox, ({ path }) => {
      if (path.endsWith('/test-events')) return { change: (data) => ({ ...data, ...queued }) };
      return path.endsWith('/deliveries') ? { change: (data) => ({ ...data, status }) } : undefined;
    });
    const client = clientOf('live', planes.sandbox.keys.live, base);
    const target: Target = { name: 'embedded', baseUrl: new URL(base) };
    const world = { target, programVersion: '0', folder: '/', secretPlaces: [], suggested: {} };
    const sheets = new Set<string>();
    const { launch } = scriptedLaunch(
      async ({ step }) => {
        await step('one', async (verbs) => {
          await proveEndpoint(verbs, world, client, { endpointId, url: receiver.url.href });
        });
      },
      { patience, explain, sources: [scripted({ 'configuration.test-event-failed': 'later' })] },
    );
    launch.subscribe(() => sheets.add(launch.getState().sheet?.headline ?? ''));
    return { outcome: await launch.run(), sheets: [...sheets] };
  }

  it('is proved once Flint says that it was delivered to this endpoint', async () => {
    expect((await proving('delivered', 1_000)).outcome).toEqual({ kind: 'finished' });
  });

  it('is said to be kept back when Flint suppressed it, and there is a way on', async () => {
    const { outcome, sheets } = await proving('suppressed', 1_000);
    expect(sheets).toContain('Flint kept the test event back and did not send it.');
    expect(outcome).toMatchObject({ failure: { headline: 'The test event was not accepted yet.' } });
  });

  it.each(['pending', 'a word of tomorrow'])('is not waited for for ever while it is %s', async (status) => {
    const { outcome, sheets } = await proving(status, 5_000);
    expect(sheets).toContain('Whether the test event arrived is not known yet.');
    expect(outcome).toMatchObject({ kind: 'failed' });
  });
});

describe('trying the handler', () => {
  it('and the test event are proved as of when they were sent, however much later the launch goes on', async () => {
    const world = await rehearsalOfTest();
    const provedAt = async (clock: Clock): Promise<(string | undefined)[]> => {
      const launch = world.open({ clock });
      expect(await launch.run()).toEqual({ kind: 'finished' });
      const { proofs } = launch.getState();
      return ['configuration.webhook', 'configuration.handler'].map(
        (name) => proofs.find((proof) => proof.name === name)?.evidence.at,
      );
    };
    const first = await provedAt(systemClock);
    expect(first).toEqual([expect.any(String), expect.any(String)]);
    const nextWeek = { ...systemClock, now: () => new Date(Date.now() + 7 * 86_400_000) };
    expect(await provedAt(nextWeek)).toEqual(first);
  });

  it('keeps everything that was seen, readable again and without a secret', async () => {
    const world = await rehearsalOfTest();
    await sheetsOf(world);
    const [probe] = finished(world, 'handler.probe#1');
    const { results } = probed.parse(probe?.result);
    expect(results.url).toBe(world.receiver.url);
    expect(results.probes.map((one) => one.probe)).toContain('sandbox-secret');
    expect(JSON.stringify(probe)).not.toContain('whsec_');
  });

  it('lets Flint deliver the same event twice where it can, and demands a 2xx both times', async () => {
    const world = await rehearsalOfTest({ api: { default: '2026-09-07' } });
    await sheetsOf(world);
    expect(finished(world, 'test-event.repeat#1')).toHaveLength(1);
    const { results } = probed.parse(finished(world, 'handler.probe#1')[0]?.result);
    const twice = results.probes.find(({ probe }) => probe === 'repeated-by-flint');
    expect(twice?.outcomes).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(new Set(twice?.outcomes.map(({ eventId }) => eventId)).size).toBe(1);
    expect(world.receiver.received.some(({ duplicate, test }) => duplicate && test)).toBe(true);
    expect(world.sandbox.ledger().live.deliveries.some(({ attempts }) => attempts === 2)).toBe(true);
  });

  it('asks for the very host that is tried', async () => {
    const world = await rehearsalOfTest();
    const prompts: string[] = [];
    const launch = world.open({
      sources: [
        {
          by: 'flag',
          answer: async ({ id, prompt }) => {
            if (id === 'configuration.probe') prompts.push(prompt);
            return undefined;
          },
        },
      ],
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(prompts).toEqual([expect.stringContaining(new URL(world.receiver.url).host)]);
  });
});
