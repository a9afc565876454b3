import { describe, expect, it } from 'vitest';
import { rateLimits } from '../../../src/checks/checklist/operations/rate-limits.ts';
import { requestIds } from '../../../src/checks/checklist/operations/request-ids.ts';
import { subscriptions } from '../../../src/checks/checklist/operations/subscriptions.ts';
import { json, liveClient, merchantId, scripted } from '../../flint/scripted-server.ts';
import { launchRecord, openCheckWorld, projectOf } from '../check-context.ts';
import { ask, callsFlint, code } from './ask.ts';

const withCode = (...lines: readonly string[]) => projectOf([], code(callsFlint, ...lines));

/** Code that leaves its calls to a library. */
const throughLibrary = projectOf([], code('const flint = client(process.env.FLINT_API_KEY);'));

describe('request ids', () => {
  it.each([
    "console.error('Flint refused', answer.error.request_id);",
    "logger.info({ requestId: response.headers.get('x-request-id') });",
    'log.warning("flint failed", extra={"request_id": error.request_id})',
  ])('done: a line that logs it: %s', async (line) => {
    const world = await openCheckWorld();
    expect(await ask(requestIds, world.context({ project: withCode(line) }))).toMatchObject({ status: 'done' });
  });

  it('missing: code that talks to Flint and never looks at one', async () => {
    const world = await openCheckWorld();
    const project = withCode('// request_id would help', "console.error('It failed.');");
    expect(await ask(requestIds, world.context({ project }))).toMatchObject({ status: 'missing' });
  });

  it('can’t tell: one that is read and not logged, and a project without such code', async () => {
    const world = await openCheckWorld();
    const read = withCode("const id = headers.get('x-request-id');");
    for (const project of [read, throughLibrary, projectOf(), undefined]) {
      expect(await ask(requestIds, world.context({ project }))).toMatchObject({ status: "can't tell" });
    }
  });
});

describe('rate limits', () => {
  const ready = 'if (response.status === 429) await sleep(wait);';
  const waits = "const wait = Number(response.headers.get('Retry-After'));";

  it('done: the code waits as long as it is told', async () => {
    const world = await openCheckWorld();
    expect(await ask(rateLimits, world.context({ project: withCode(ready, waits) }))).toMatchObject({ status: 'done' });
  });

  it('says how often Flint limited the key, where its log can be read', async () => {
    const world = await openCheckWorld({ api: { default: '2026-09-07' } });
    const verdict = await ask(rateLimits, world.context({ project: withCode(ready, waits) }));
    expect(verdict.evidence.at(-1)).toMatchObject({ what: 'GET /v1/developer/request-logs' });
    expect(verdict.detail).toBeUndefined();
  });

  it('missing: code that talks to Flint and is not ready for 429', async () => {
    const world = await openCheckWorld();
    expect(await ask(rateLimits, world.context({ project: withCode('retry();') }))).toMatchObject({
      status: 'missing',
    });
  });

  it('can’t tell: ready for 429 without Retry-After, and a project without such code', async () => {
    const world = await openCheckWorld();
    const retried = withCode("import got from 'got';");
    for (const project of [withCode(ready), retried, throughLibrary, projectOf(), undefined]) {
      expect(await ask(rateLimits, world.context({ project }))).toMatchObject({ status: "can't tell" });
    }
  });
});

describe('disputes and account changes', () => {
  const url = 'https://shop.example.com/webhooks/flint';
  const register = async (enabled_events?: readonly string[]) => {
    const world = await openCheckWorld();
    const made = await world.arrange('live', 'POST', '/v1/webhook-endpoints', { url, enabled_events });
    return { world, endpointId: String(made.webhook_endpoint_id) };
  };

  it('done: both are among the endpoint’s events, or it is sent every one', async () => {
    for (const events of [['dispute.created', 'capability.updated'], undefined]) {
      const { world } = await register(events);
      expect(await ask(subscriptions, world.context())).toMatchObject({
        status: 'done',
        message: expect.stringContaining(url),
      });
    }
  });

  it('done: two endpoints have one of them each', async () => {
    const { world } = await register(['dispute.created']);
    const other = { url: `${url}/account`, enabled_events: ['capability.updated'] };
    await world.arrange('live', 'POST', '/v1/webhook-endpoints', other);
    expect(await ask(subscriptions, world.context())).toMatchObject({ status: 'done' });
  });

  it('missing: put right in place, keeping what the endpoint has, and then done', async () => {
    const { world, endpointId } = await register(['refund.created', 'dispute.created']);
    const context = world.context({ launch: launchRecord({ endpointId }) });
    const verdict = await ask(subscriptions, context);
    expect(verdict).toMatchObject({
      status: 'missing',
      message: expect.stringContaining('not sent capability.updated'),
    });
    await verdict.fix?.apply();
    const { enabled_events } = await world.arrange('live', 'GET', `/v1/webhook-endpoints/${endpointId}`);
    expect(enabled_events).toEqual(['refund.created', 'dispute.created', 'capability.updated']);
    expect(await ask(subscriptions, context)).toMatchObject({ status: 'done' });
  });

  it('loses no event that somebody else added, and does not narrow an endpoint that is sent everything', async () => {
    const { world, endpointId } = await register(['refund.created']);
    const path = `/v1/webhook-endpoints/${endpointId}`;
    for (const [meanwhile, afterwards] of [
      [['refund.failed'], ['refund.failed', 'dispute.created', 'capability.updated']],
      [[], []],
    ]) {
      await world.arrange('live', 'PATCH', path, { enabled_events: ['refund.created'] });
      const { fix } = await ask(subscriptions, world.context());
      await world.arrange('live', 'PATCH', path, { enabled_events: meanwhile });
      await fix?.apply();
      expect((await world.arrange('live', 'GET', path)).enabled_events).toEqual(afterwards);
      expect(await ask(subscriptions, world.context())).toMatchObject({ status: 'done' });
    }
  });

  it('missing: no endpoint, or only one that is disabled', async () => {
    const world = await openCheckWorld();
    expect(await ask(subscriptions, world.context())).toMatchObject({ status: 'missing' });
    const disabled = await register();
    const path = `/v1/webhook-endpoints/${disabled.endpointId}`;
    await disabled.world.arrange('live', 'PATCH', path, { enabled: false });
    expect(await ask(subscriptions, disabled.world.context())).toMatchObject({ status: 'missing' });
  });

  it('can’t tell: Flint does not say whether the endpoint is enabled, or what it is sent, refuses, or cannot be asked', async () => {
    const world = await openCheckWorld();
    const unclear = await scripted(
      json(200, {
        data: [{ webhook_endpoint_id: 'whep_1', url, enabled_events: ['dispute.created', 'capability.updated'] }],
      }),
    );
    const unlisted = await scripted(json(200, { data: [{ webhook_endpoint_id: 'whep_1', url, enabled: true }] }));
    const refusing = await scripted(json(403, { error: { code: 'INSUFFICIENT_SCOPE', message: 'no' } }));
    for (const production of [
      liveClient(unclear.baseUrl),
      liveClient(unlisted.baseUrl),
      liveClient(refusing.baseUrl),
      undefined,
    ]) {
      const verdict = await ask(subscriptions, world.context({ production, merchantId }));
      expect(verdict).toMatchObject({ status: "can't tell" });
      expect(verdict.fix).toBeUndefined();
    }
  });
});
