import { describe, expect, it } from 'vitest';
import { scopes } from '../../../src/checks/checklist/credentials/scopes.ts';
import { serverOnly } from '../../../src/checks/checklist/credentials/server-only.ts';
import { testIds } from '../../../src/checks/checklist/credentials/test-ids.ts';
import { unusedKeys } from '../../../src/checks/checklist/credentials/unused-keys.ts';
import { type Purpose, scopesFor } from '../../../src/checks/scopes.ts';
import { listApiKeys } from '../../../src/flint/api-keys.ts';
import { connect } from '../../../src/flint/client.ts';
import type { LiveKey } from '../../../src/flint/keys.ts';
import { manualClock } from '../../../src/sandbox/index.ts';
import { json, liveClient, scripted } from '../../flint/scripted-server.ts';
import { type CheckWorld, finding, launchRecord, openCheckWorld, projectOf } from '../check-context.ts';
import { ask } from './ask.ts';

const generations = ['guide', '2026-09-07'] as const;

/** A client with a live key of these scopes. */
async function keyWith(world: CheckWorld, granted: readonly string[]) {
  const made = await world.arrange('live', 'POST', '/v1/api-keys', { name: 'Checkout', scopes: granted });
  // Just made by the sandbox as a live key.
  const client = connect({
    mode: 'live',
    key: String(made.secret_key) as LiveKey,
    baseUrl: new URL(world.sandbox.baseUrl),
  });
  await client.prove();
  return { client, id: String(made.api_key_id) };
}

describe('live keys on the server only', () => {
  it('done: nothing found, and everything read', async () => {
    const world = await openCheckWorld();
    expect(await ask(serverOnly, world.context())).toMatchObject({
      status: 'done',
      message: expect.stringContaining('12 files'),
    });
  });

  it.each([{ exposure: 'browser' }, { exposure: 'source control', commit: 'c'.repeat(40) }] as const)(
    'missing: a live key in $exposure, named by its place and never in full',
    async (where) => {
      const world = await openCheckWorld();
      const key = finding({ kind: 'live key', shown: 'flint_live_…9xYz', file: 'public/app.js', line: 7, ...where });
      const verdict = await ask(serverOnly, world.context({ project: projectOf([key]) }));
      expect(verdict.status).toBe('missing');
      expect(verdict.evidence[0]?.what).toMatch(/^public\/app\.js:7 .*flint_live_…9xYz$/);
    },
  );

  it('can’t tell: a live key in a file that could be published', async () => {
    const world = await openCheckWorld();
    const key = finding({ kind: 'live key', exposure: 'server', level: 'warning' });
    expect(await ask(serverOnly, world.context({ project: projectOf([key]) }))).toMatchObject({ status: "can't tell" });
  });

  it.each([
    { notRead: ['secrets.bin'], history: 'read' },
    { notRead: [], history: 'cut' },
    { notRead: [], history: 'not read' },
    { notRead: [], history: 'none' },
  ] as const)('can’t tell: not everything was read (%o)', async (reach) => {
    const world = await openCheckWorld();
    const project = { ...projectOf(), reach: async () => ({ filesRead: 3, ...reach }) };
    expect(await ask(serverOnly, world.context({ project }))).toMatchObject({ status: "can't tell" });
    expect(await ask(serverOnly, world.context({ project: undefined }))).toMatchObject({ status: "can't tell" });
  });

  it('says that there is no repository, where there is none, and not that something could not be read', async () => {
    const world = await openCheckWorld();
    const project = { ...projectOf(), reach: async () => ({ filesRead: 3, notRead: [], history: 'none' as const }) };
    const { message, detail, remedy } = await ask(serverOnly, world.context({ project }));
    expect(`${message} ${remedy}`).not.toMatch(/could not be read|every file can be read/);
    expect(detail).toBe(
      'This folder is in no git repository, so whether a key was ever committed cannot be seen here.',
    );
  });

  it('can’t tell, and why, when the sweep crashes', async () => {
    const world = await openCheckWorld();
    const project = { ...projectOf(), findings: () => Promise.reject(new Error('EACCES: permission denied')) };
    expect(await ask(serverOnly, world.context({ project }))).toMatchObject({
      status: "can't tell",
      detail: 'EACCES: permission denied',
    });
  });

  it('is not about test-mode ids', async () => {
    const world = await openCheckWorld();
    expect((await ask(serverOnly, world.context({ project: projectOf([finding()]) }))).status).toBe('done');
  });
});

describe.each(generations)('the scopes of the production key, on a server of the generation %s', (api) => {
  const chosen: Purpose[] = ['checkout', 'webhooks'];
  const launch = launchRecord({ purposes: chosen });

  it('done: what the purposes need, and what is only for looking', async () => {
    const world = await openCheckWorld({ api: { default: api } });
    const { client } = await keyWith(world, [...scopesFor(chosen), 'accounts.api_keys.read', 'capabilities.read']);
    if (api === 'guide') await revokeOthers(world);
    const verdict = await ask(scopes, world.context({ production: client, launch }));
    expect(verdict).toMatchObject({
      status: 'done',
      detail: expect.stringContaining('It may also read accounts.api_keys.read and capabilities.read,'),
    });
    expect(verdict.evidence[0]?.requestId).toBeTruthy();
  });

  it('missing: more than the purposes need, that of the launch included, and the dangerous ones named', async () => {
    const world = await openCheckWorld({ api: { default: api } });
    const { client } = await keyWith(world, [
      ...scopesFor(chosen),
      'accounts.api_keys.read',
      'settings.write',
      'webhooks.write',
    ]);
    if (api === 'guide') await revokeOthers(world);
    expect(await ask(scopes, world.context({ production: client, launch }))).toMatchObject({
      status: 'missing',
      message: expect.stringMatching(/settings\.write and webhooks\.write/),
      detail: expect.stringContaining('These could do most harm: settings.write.'),
    });
  });

  it('missing: less than the purposes need', async () => {
    const world = await openCheckWorld({ api: { default: api } });
    const { client } = await keyWith(world, ['accounts.api_keys.read', 'commerce.orders.write']);
    if (api === 'guide') await revokeOthers(world);
    expect(await ask(scopes, world.context({ production: client, launch }))).toMatchObject({
      status: 'missing',
      message: expect.stringContaining('webhooks.read'),
    });
  });

  it('can’t tell: nobody said what the integration does', async () => {
    const world = await openCheckWorld({ api: { default: api } });
    expect(await ask(scopes, world.context())).toMatchObject({ status: "can't tell" });
    const partly = launchRecord({ purposes: ['checkout', 'of a later version'] });
    expect(await ask(scopes, world.context({ launch: partly }))).toMatchObject({ status: "can't tell" });
    expect(await ask(scopes, world.context({ launch: undefined }))).toMatchObject({ status: "can't tell" });
    expect(
      await ask(scopes, world.context({ launch: launchRecord({ purposes: ['of a later version'] }) })),
    ).toMatchObject({ status: "can't tell" });
  });

  it('can’t tell: Flint cannot be asked', async () => {
    const world = await openCheckWorld({ api: { default: api } });
    const without = { production: undefined, withoutProduction: 'There is no key.', launch };
    expect(await ask(scopes, world.context(without))).toMatchObject({
      status: "can't tell",
      detail: 'There is no key.',
    });
  });
});

it('the scopes of the production key: can’t tell which of several keys it is, where the server does not describe keys', async () => {
  const world = await openCheckWorld({ api: { default: 'guide' } });
  const { client } = await keyWith(world, ['accounts.api_keys.read']);
  const launch = launchRecord({ purposes: ['checkout'] });
  expect(await ask(scopes, world.context({ production: client, launch }))).toMatchObject({ status: "can't tell" });
});

/** Where keys are not described, only one that is alone can be told. */
async function revokeOthers(world: CheckWorld): Promise<void> {
  const { value } = await listApiKeys(world.live, { status: 'active' }).all();
  for (const { id, name } of value) {
    if (name !== 'Checkout') await world.arrange('live', 'POST', `/v1/api-keys/${id}/revoke`);
  }
}

describe('test-mode ids', () => {
  it('done: none was found, and everything was read', async () => {
    const world = await openCheckWorld();
    const warning = finding({ level: 'warning', file: 'README.md' });
    expect(await ask(testIds, world.context({ project: projectOf([warning]) }))).toMatchObject({ status: 'done' });
  });

  it('missing: each id once, each place', async () => {
    const world = await openCheckWorld();
    const found = [finding(), finding({ line: 2 }), finding({ shown: 'plan_01TEST', line: 3 })];
    const verdict = await ask(testIds, world.context({ project: projectOf(found) }));
    expect(verdict.status).toBe('missing');
    expect(verdict.message).toContain('2 test-mode ids are left in 3 places: prod_01TEST and plan_01TEST');
    expect(verdict.evidence).toHaveLength(3);
  });

  it('can’t tell: an id that nobody could decide on, a file that could not be read, no project', async () => {
    const world = await openCheckWorld();
    const candidate = finding({ kind: 'candidate', level: 'undecided' });
    const unread = { ...projectOf(), reach: async () => ({ filesRead: 3, notRead: ['a'], history: 'read' as const }) };
    for (const project of [projectOf([candidate]), unread, undefined]) {
      expect(await ask(testIds, world.context({ project }))).toMatchObject({ status: "can't tell" });
    }
  });
});

describe.each(generations)('unused keys, on a server of the generation %s', (api) => {
  it('done: every key was used or made lately', async () => {
    const world = await openCheckWorld({ api: { default: api } });
    await keyWith(world, ['webhooks.read']);
    expect(await ask(unusedKeys, world.context())).toMatchObject({ status: 'done' });
  });

  it('missing: a key that was not used for more than a month, by name and id', async () => {
    const clock = manualClock();
    const world = await openCheckWorld({ api: { default: api }, clock });
    const old = await keyWith(world, ['webhooks.read']);
    clock.advance(40 * 86_400_000);
    const now = () => new Date(clock.now());
    const verdict = await ask(unusedKeys, world.context({ now }));
    expect(verdict).toMatchObject({ status: 'missing', message: expect.stringContaining(`Checkout (${old.id})`) });
    await world.arrange('live', 'POST', `/v1/api-keys/${old.id}/revoke`);
    expect(await ask(unusedKeys, world.context({ now }))).toMatchObject({ status: 'done' });
  });

  it('can’t tell: the key may not list keys', async () => {
    const world = await openCheckWorld({ api: { default: api } });
    const { client } = await keyWith(world, ['webhooks.read']);
    const verdict = await ask(unusedKeys, world.context({ production: client }));
    expect(verdict).toMatchObject({ status: "can't tell", evidence: [{ what: 'GET /v1/api-keys' }] });
    expect(verdict.evidence[0]?.requestId).toBeTruthy();
    expect(await ask(unusedKeys, world.context({ production: undefined }))).toMatchObject({ status: "can't tell" });
  });
});

it('unused keys: can’t tell where Flint does not say when keys were used', async () => {
  const key = { api_key_id: 'key_1', name: 'Live', key_prefix: 'flint_live_1', scopes: [], status: 'active' };
  const server = await scripted(json(200, { data: [key] }));
  const world = await openCheckWorld();
  expect(await ask(unusedKeys, world.context({ production: liveClient(server.baseUrl) }))).toMatchObject({
    status: "can't tell",
    message: 'Flint does not say when keys were last used.',
  });
});
