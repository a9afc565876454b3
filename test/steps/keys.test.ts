import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveKey } from '../../src/flint/index.ts';
import { connect, createApiKey, revokeApiKey } from '../../src/flint/index.ts';
import { manualClock } from '../../src/sandbox/index.ts';
import { scripted } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld;
beforeEach(async () => {
  rehearsal = await openRehearsalWorld();
});
afterEach(() => rehearsal.close());

const production = (): string => readFileSync(join(rehearsal.world.folder, '.env.production'), 'utf8');
const client = () =>
  connect({
    mode: 'live',
    key: rehearsal.sandbox.keys.live as LiveKey,
    baseUrl: new URL(rehearsal.sandbox.baseUrl),
  });

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
