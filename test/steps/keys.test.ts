import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey, listApiKeys, revokeApiKey } from '../../src/flint/api-keys.ts';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import type { AnswerSource } from '../../src/launch/answers.ts';
import type { Journal } from '../../src/launch/journal/journal.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { Launch } from '../../src/launch/launch.ts';
import { manualClock, parseFault } from '../../src/sandbox/index.ts';
import { readVariable } from '../../src/secrets/env-file.ts';
import { Secret } from '../../src/secrets/secret.ts';
import type { World } from '../../src/steps/world.ts';
import { scripted } from '../launch/scripted-launch.ts';
import type { FlintBetween } from './flint-between.ts';
import { flintBetween } from './flint-between.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld;
let flint: FlintBetween | undefined;
beforeEach(async () => {
  rehearsal = await openRehearsalWorld();
});
afterEach(async () => {
  await flint?.close();
  flint = undefined;
  await rehearsal.close();
});

const production = (): string => readFileSync(join(rehearsal.world.folder, '.env.production'), 'utf8');
const client = (key = rehearsal.sandbox.keys.live) =>
  connect({
    mode: 'live',
    key: key as LiveKey,
    baseUrl: new URL(rehearsal.sandbox.baseUrl),
  });

const allScopes = async (key: string) => (await listApiKeys(client(key)).all()).value[0]?.scopes ?? [];
const through =
  ({ url }: FlintBetween) =>
  (world: World): World => ({ ...world, target: { ...world.target, baseUrl: url } });
const isCreation = (write: string): boolean => write.startsWith('api-key.create');
const revokedKey = { error: { type: 'authentication_error', code: 'API_KEY_REVOKED', message: 'Revoked.' } };

/** Everything that a launch says in its runs. */
function toldBy(launch: Launch): ReadonlySet<string> {
  const told = new Set<string>();
  launch.subscribe(() => {
    for (const { text } of launch.getState().happenings) told.add(text);
  });
  return told;
}

describe('replacing the key', () => {
  it('makes, stores and proves the new one before the old one is revoked, and goes on with the new one', async () => {
    const outcome = await rehearsal
      .open({ sources: [scripted({ 'live-key.replace': 'replace', 'live-key.revoke-old': 'revoke' })] })
      .run();
    expect(outcome).toEqual({ kind: 'finished' });
    expect(production()).not.toContain(rehearsal.sandbox.keys.live);
    const statuses = rehearsal.sandbox.ledger().live.apiKeys.map(({ status }) => status);
    expect(statuses.toSorted()).toEqual(['active', 'revoked']);

    const entries = rehearsal.journal.entries();
    const at = (write: string): number =>
      entries.findIndex((entry) => entry.type === 'finished' && entry.write.startsWith(write));
    const proved = entries.findIndex((entry) => entry.type === 'proved' && entry.name === 'live-key.replaced');
    expect(at('api-key.create')).toBeLessThan(proved);
    expect(proved).toBeLessThan(at('api-key.revoke'));
    expect(JSON.stringify(entries)).not.toMatch(/flint_live_rehearsal_[0-9a-f]{20}/);
  });

  it('never revokes the replacement, however often the launch is run again', async () => {
    const sources = [scripted({ 'live-key.replace': 'replace', 'live-key.revoke-old': 'revoke' })];
    await rehearsal.open({ sources }).run();
    expect(await rehearsal.open({ sources }).run()).toEqual({ kind: 'finished' });
    const { apiKeys } = rehearsal.sandbox.ledger().live;
    expect(apiKeys.map(({ status }) => status).toSorted()).toEqual(['active', 'revoked']);
  });

  it('makes one key however often the launch is run again', async () => {
    const sources = [scripted({ 'live-key.replace': 'replace' })];
    await rehearsal.open({ sources }).run();
    await rehearsal.open({ sources }).run();
    expect(rehearsal.sandbox.ledger().live.apiKeys).toHaveLength(2);
  });
});

describe('replacing the key, whatever happens on the way', () => {
  const wanted = scripted({ 'live-key.replace': 'replace', 'live-key.revoke-old': 'revoke' });
  const active = () => rehearsal.sandbox.ledger().live.apiKeys.filter(({ status }) => status === 'active');
  const storedKey = (): string => /FLINT_API_KEY=(.*)/.exec(production())?.[1] ?? '';

  it('ends with one key that works in its place, wherever in the journal the program was cut off', async () => {
    for (let cut = 1; ; cut += 1) {
      const world = await openRehearsalWorld({ speed: 200 });
      try {
        const until = world.journal.entries().length + cut;
        const cutOff: Journal = {
          ...world.journal,
          append: (entry) => {
            if (world.journal.entries().length >= until) throw new Error('cut off');
            world.journal.append(entry);
          },
        };
        // The rest of the launch has its own crash tests.
        const stopsAfterKeys: AnswerSource = {
          by: 'flag',
          answer: async ({ step }) => (step === 'configuration' ? 'nothing of the kind' : undefined),
        };
        const sources = [wanted, stopsAfterKeys];
        await world.open({ sources, journal: cutOff }).run();
        await world.open({ sources }).run();
        const keys = world.sandbox.ledger().live.apiKeys;
        expect({ cut, statuses: keys.map(({ status }) => status).toSorted() }).toEqual({
          cut,
          statuses: ['active', 'revoked'],
        });
        const stored = await readVariable(join(world.world.folder, '.env.production'), 'FLINT_API_KEY');
        const client = connect({
          mode: 'live',
          key: (stored instanceof Secret ? stored.reveal() : '') as LiveKey,
          baseUrl: new URL(world.sandbox.baseUrl),
        });
        await client.prove();
        const created = world.journal.entries().filter((entry) => entry.type === 'intended' && isCreation(entry.write));
        expect(created).toHaveLength(1);
        if (world.journal.entries().length < until) break;
      } finally {
        await world.close();
      }
    }
  });

  it('does not revoke the key in use where it was cut off after storing it and the repeat shows no secret', async () => {
    await rehearsal.close();
    rehearsal = await openRehearsalWorld({ faults: [parseFault('live POST /v1/api-keys #2- no-secret-on-replay')] });
    await rehearsal.open({ sources: [wanted] }).run();
    const entries = rehearsal.journal.entries();
    const made = entries.findIndex((entry) => entry.type === 'finished' && isCreation(entry.write));
    const journal = journalInMemory(rehearsal.journal.header, entries.slice(0, made));
    await rehearsal.open({ sources: [wanted], journal }).run();
    expect(active()).toHaveLength(1);
    expect(storedKey()).not.toBe(rehearsal.sandbox.keys.live);
    await client(storedKey()).prove();
  });

  it('keeps the old key where somebody put it back, although revoking it was wanted', async () => {
    await rehearsal
      .open({ sources: [scripted({ 'live-key.replace': 'replace', 'live-key.revoke-old': 'later' })] })
      .run();
    expect(active()).toHaveLength(2);
    const file = join(rehearsal.world.folder, '.env.production');
    writeFileSync(file, production().replace(storedKey(), rehearsal.sandbox.keys.live));
    const withdrawn = rehearsal.journal
      .entries()
      .find((entry) => entry.type === 'answered' && entry.key.startsWith('live-key.revoke-old'));
    if (withdrawn && 'key' in withdrawn) {
      rehearsal.journal.append({ type: 'withdrawn', at: new Date().toISOString(), key: withdrawn.key });
    }
    const launch = rehearsal.open({ sources: [wanted] });
    const told = toldBy(launch);
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(active()).toHaveLength(2);
    expect(storedKey()).toBe(rehearsal.sandbox.keys.live);
    expect([...told].join(' ')).toContain('No replacement of this key lies in the env file .env.production');
  });

  it('asks about a key that came there by hand, and replaces it only when that is wanted', async () => {
    await rehearsal.open({ sources: [wanted] }).run();
    const byHand = await createApiKey(client(storedKey()), {
      name: 'By hand',
      scopes: await allScopes(storedKey()),
      idempotencyKey: 'by-hand',
    });
    const text = byHand.value.secretKey?.reveal() ?? '';
    writeFileSync(join(rehearsal.world.folder, '.env.production'), production().replace(storedKey(), text));
    await rehearsal.open({ sources: [scripted({ 'live-key.revoke-old': 'revoke' })] }).run();
    expect(storedKey()).toBe(text);
    expect(active()).toHaveLength(2);
    expect(rehearsal.journal.entries()).toContainEqual(
      expect.objectContaining({ key: `live-key.replace#${byHand.value.id}`, value: 'keep' }),
    );
  });

  it('leaves the key in its place where no replacement works, and goes on with it in the next run', async () => {
    const old = rehearsal.sandbox.keys.live;
    flint = await flintBetween(rehearsal.sandbox.baseUrl, {
      change: ({ key }, answer) =>
        key === old ? answer : { ...answer, status: 401, body: JSON.stringify(revokedKey) },
    });
    const outcome = await rehearsal.open({ sources: [wanted], world: through(flint) }).run();
    expect(outcome).toMatchObject({ failure: { headline: 'No replacement that works could be made.' } });
    expect(storedKey()).toBe(old);
    expect(rehearsal.sandbox.ledger().live.apiKeys).toHaveLength(4);
    expect(active()).toHaveLength(1);
    expect(await rehearsal.open({ sources: [wanted] }).run()).toEqual({ kind: 'finished' });
    expect(storedKey()).toBe(old);
    await client(old).prove();
  });

  it('gives up where Flint shows no secret, with every key of nobody revoked and the one in use untouched', async () => {
    flint = await flintBetween(rehearsal.sandbox.baseUrl, {
      change: ({ method, path }, answer) => {
        if (method !== 'POST' || path !== '/v1/api-keys') return answer;
        const { data, ...rest } = JSON.parse(answer.body);
        const { secret_key: _secret, ...key } = data;
        return { ...answer, body: JSON.stringify({ ...rest, data: key }) };
      },
    });
    const outcome = await rehearsal.open({ sources: [wanted], world: through(flint) }).run();
    expect(outcome).toMatchObject({ failure: { headline: 'No replacement that works could be made.' } });
    expect(rehearsal.sandbox.ledger().live.apiKeys).toHaveLength(4);
    expect(active()).toHaveLength(1);
    expect(storedKey()).toBe(rehearsal.sandbox.keys.live);
    await client(storedKey()).prove();
  });

  it('neither replaces nor revokes anything where it cannot be told which key is in use', async () => {
    await rehearsal.close();
    const clock = manualClock(Date.now() - 60 * 24 * 60 * 60 * 1000);
    rehearsal = await openRehearsalWorld({ clock, api: { default: 'guide' } });
    clock.advance(60 * 24 * 60 * 60 * 1000);
    flint = await flintBetween(rehearsal.sandbox.baseUrl, {
      change: ({ method, path }, answer) => {
        if (method !== 'GET' || !path.startsWith('/v1/api-keys')) return answer;
        const { data, ...rest } = JSON.parse(answer.body);
        const bare = data.map(({ key_prefix: _prefix, last_used_at: _used, ...key }: Record<string, unknown>) => key);
        return { ...answer, body: JSON.stringify({ ...rest, data: bare }) };
      },
    });
    const all = scripted({
      'live-key.replace': 'replace',
      'live-key.revoke-old': 'revoke',
      'live-key.revoke-unused': 'revoke',
    });
    const launch = rehearsal.open({ patience: 0, sources: [all], world: through(flint) });
    const told = toldBy(launch);
    await launch.run();
    expect([...told].join(' ')).toContain('cannot be told for sure');
    expect(active()).toHaveLength(1);
  });
});

describe('a key that was rotated by hand between two runs', () => {
  it('is asked for anew when Flint does not take the stored one any more, and the launch goes on with the new one', async () => {
    const { sandbox } = rehearsal;
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    const scopes = await allScopes(sandbox.keys.live);
    const fresh = await createApiKey(client(), { name: 'Fresh', scopes, idempotencyKey: 'fresh' });
    const text = fresh.value.secretKey?.reveal() ?? '';
    await revokeApiKey(client(text), {
      apiKeyId: (await listApiKeys(client()).all()).value.find(({ id }) => id !== fresh.value.id)?.id ?? '',
      idempotencyKey: 'gone',
    });

    const refused = await rehearsal.open({ world: ({ keyAtHand: _key, ...world }) => world }).run();
    expect(refused).toMatchObject({
      failure: { kind: 'credentials', meaning: expect.stringContaining('does not take it any more') },
    });
    expect(production()).toContain(sandbox.keys.live);

    const sources = [scripted({ 'live-key.secret': text })];
    expect(await rehearsal.open({ sources }).run()).toEqual({ kind: 'finished' });
    expect(production()).toContain(`FLINT_API_KEY=${text}`);
  });
});

describe('keys that nobody uses', () => {
  it('are listed with their last use, and revoked one by one when that is wanted', async () => {
    await rehearsal.close();
    const clock = manualClock(Date.now() - 60 * 24 * 60 * 60 * 1000);
    rehearsal = await openRehearsalWorld({ clock });
    const made = await createApiKey(client(), { name: 'Old', scopes: ['webhooks.read'], idempotencyKey: 'old' });
    clock.advance(60 * 24 * 60 * 60 * 1000);
    const launch = rehearsal.open({ patience: 0, sources: [scripted({ 'live-key.revoke-unused': 'revoke' })] });
    const shown: string[] = [];
    launch.subscribe(() => shown.push(JSON.stringify(launch.getState().sheet ?? '')));
    await launch.run();
    expect(shown.join('\n')).toContain('never used');
    const { apiKeys } = rehearsal.sandbox.ledger().live;
    expect(apiKeys.find(({ id }) => id === made.value.id)?.status).toBe('revoked');
    expect(apiKeys.filter(({ status }) => status === 'active')).toHaveLength(1);
  });
});

describe('keys of which Flint does not tell when they were used', () => {
  it('are not called unused, and none of them is revoked, whatever a flag says', async () => {
    await rehearsal.close();
    const clock = manualClock(Date.now() - 60 * 24 * 60 * 60 * 1000);
    rehearsal = await openRehearsalWorld({ clock });
    await createApiKey(client(), { name: 'Of the shop', scopes: ['webhooks.read'], idempotencyKey: 'shop' });
    clock.advance(60 * 24 * 60 * 60 * 1000);
    flint = await flintBetween(rehearsal.sandbox.baseUrl, {
      change: ({ method, path }, answer) => {
        if (method !== 'GET' || !path.startsWith('/v1/api-keys')) return answer;
        const { data, ...rest } = JSON.parse(answer.body);
        const silent = data.map(({ last_used_at: _used, ...key }: Record<string, unknown>) => key);
        return { ...answer, body: JSON.stringify({ ...rest, data: silent }) };
      },
    });
    const sources = [scripted({ 'live-key.revoke-unused': 'revoke' })];
    const launch = rehearsal.open({ patience: 0, sources, world: through(flint) });
    const shown: string[] = [];
    launch.subscribe(() => shown.push(JSON.stringify(launch.getState().sheet ?? '')));
    const told = toldBy(launch);
    await launch.run();
    expect(shown.join('\n')).toContain('last use not told');
    expect(shown.join('\n')).not.toContain('never used');
    expect([...told].join(' ')).toContain('does not tell when these keys were last used');
    const { apiKeys } = rehearsal.sandbox.ledger().live;
    expect(apiKeys.map(({ status }) => status)).toEqual(['active', 'active']);
  });
});

describe('a key that was revoked', () => {
  it('is refused in a sentence, and nothing is lost', async () => {
    const made = await createApiKey(client(), { name: 'Other', scopes: ['webhooks.write'], idempotencyKey: 'a' });
    await revokeApiKey(client(), { apiKeyId: made.value.id, idempotencyKey: 'b' });
    const outcome = await rehearsal
      .open({
        world: ({ keyAtHand: _key, ...world }) => world,
        sources: [scripted({ 'live-key.secret': made.value.secretKey?.reveal() ?? '' })],
      })
      .run();
    expect(outcome).toMatchObject({ failure: { kind: 'credentials', meaning: expect.stringMatching(/revoked/i) } });
  });
});

describe('a launch without a key at hand', () => {
  it('takes step 2 first, says so, and then follows verification over the API', async () => {
    const order: string[] = [];
    let saidSo = false;
    const launch = rehearsal.open({
      world: ({ keyAtHand: _key, ...world }) => world,
      sources: [scripted({ 'live-key.secret': rehearsal.sandbox.keys.live })],
    });
    launch.subscribe(() => {
      const { current, sheet } = launch.getState();
      if (order.at(-1) !== current) order.push(current);
      saidSo ||= JSON.stringify(sheet ?? '').includes('step 2 comes first');
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(saidSo).toBe(true);
    expect(order.slice(0, 4)).toEqual(['account', 'live-key', 'account', 'readiness']);
    expect(rehearsal.journal.entries()).toContainEqual(
      expect.objectContaining({ type: 'finished', title: 'Send the business profile to Flint' }),
    );
  });
});
