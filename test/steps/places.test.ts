import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApiKey, listApiKeys } from '../../src/flint/api-keys.ts';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import type { AnswerSource } from '../../src/launch/answers.ts';
import type { Launch, Script } from '../../src/launch/launch.ts';
import { createLiveKey } from '../../src/steps/live-key/script.ts';
import { readProductionKey } from '../../src/steps/target.ts';
import type { World } from '../../src/steps/world.ts';
import { scripted } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld;
let vault: string;
beforeEach(async () => {
  // Nobody's own keychain is looked into, nor found.
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nonexistent/bus');
  rehearsal = await openRehearsalWorld({
    secret: () => inVault().FLINT_WEBHOOK_SECRET,
    deployedKey: () => inVault().FLINT_API_KEY,
  });
  vault = join(rehearsal.world.folder, '..', 'vault.json');
  writeFileSync(vault, '{}');
  writeFileSync(join(rehearsal.world.folder, '..', 'vault.mjs'), program);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rehearsal.close();
});

const untilKey =
  (world: World): Script =>
  async (run) => {
    await run.step('live-key', async (step) => {
      await createLiveKey(step, world);
    });
  };
const inVault = (): Record<string, string | undefined> => JSON.parse(readFileSync(vault, 'utf8'));
const production = (): string => readFileSync(join(rehearsal.world.folder, '.env.production'), 'utf8');
const anywhere = (world: World): World => ({ ...world, secretPlaces: ['env-file', 'keychain', 'command'] });

/** Stands in for a secret manager: stores what it reads on standard input, prints it again. */
const program = `import { readFileSync, rmSync, writeFileSync } from 'node:fs';
const [what, name] = process.argv.slice(2);
const file = new URL('./vault.json', import.meta.url);
const held = JSON.parse(readFileSync(file, 'utf8'));
if (what === 'set') writeFileSync(file, JSON.stringify({ ...held, [name]: readFileSync(0, 'utf8') }));
else process.stdout.write(held[name] ?? '');`;

const command = (what: string): string => `"${process.execPath}" ../vault.mjs ${what} {name}`;

describe('a secret manager as the place for secrets', () => {
  it('gets both secrets on standard input, reads them back, and the env file holds none', async () => {
    const sources = [
      scripted({
        'live-key.place': 'command',
        'live-key.store-command': command('set'),
        'live-key.read-command': command('get'),
      }),
    ];
    expect(await rehearsal.open({ sources, world: anywhere }).run()).toEqual({ kind: 'finished' });
    expect(inVault().FLINT_API_KEY).toBe(rehearsal.sandbox.keys.live);
    expect(inVault().FLINT_WEBHOOK_SECRET).toMatch(/^whsec_/);
    expect(production()).not.toContain(rehearsal.sandbox.keys.live);
    expect(JSON.stringify(rehearsal.journal.entries())).not.toContain(rehearsal.sandbox.keys.live);

    const again = rehearsal.open({ sources, world: ({ keyAtHand: _key, ...world }) => anywhere(world) });
    expect(await again.run()).toEqual({ kind: 'finished' });
  });

  it('that gives nothing back is trusted only after a person said that the secret arrived', async () => {
    const place = { 'live-key.place': 'command', 'live-key.store-command': command('set') };
    const refused = await rehearsal
      .open({ sources: [scripted({ ...place, 'live-key.arrived': 'no' })], world: anywhere })
      .run();
    expect(refused).toMatchObject({ failure: { headline: expect.stringContaining('FLINT_API_KEY did not arrive') } });
    expect(await rehearsal.open({ sources: [scripted(place)], world: anywhere }).run()).toEqual({ kind: 'finished' });
    expect(rehearsal.journal.entries()).toContainEqual(
      expect.objectContaining({ type: 'answered', key: 'live-key.arrived#FLINT_WEBHOOK_SECRET' }),
    );
  });

  it('that gives nothing back: whether another key arrived is asked anew', async () => {
    const { sandbox } = rehearsal;
    const sources = [scripted({ 'live-key.place': 'command', 'live-key.store-command': command('set') })];
    expect(await rehearsal.open({ sources, world: anywhere }).run()).toEqual({ kind: 'finished' });
    const client = connect({ mode: 'live', key: sandbox.keys.live as LiveKey, baseUrl: new URL(sandbox.baseUrl) });
    const scopes = (await listApiKeys(client).all()).value[0]?.scopes ?? [];
    const other = await createApiKey(client, { name: 'Other', scopes, idempotencyKey: 'other' });
    const key = readProductionKey(rehearsal.world.target, other.value.secretKey?.reveal() ?? '');
    if (!key.ok) throw new Error(key.problem);
    const outcome = await rehearsal
      .open({
        sources: [scripted({ 'live-key.arrived': 'no' })],
        world: (world) => anywhere({ ...world, keyAtHand: { ...key.answer, from: 'a test' } }),
      })
      .run();
    expect(outcome).toMatchObject({ failure: { headline: expect.stringContaining('FLINT_API_KEY did not arrive') } });
  });

  it('that fails is told in a sentence, and the launch goes on once it works', async () => {
    const broken = { 'live-key.place': 'command', 'live-key.store-command': 'exit 3' };
    const outcome = await rehearsal.open({ sources: [scripted(broken)], world: anywhere }).run();
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'refused' } });
    expect(JSON.stringify(outcome)).not.toContain(rehearsal.sandbox.keys.live);
  });
});

describe('a place that is changed later', () => {
  const notes = (launch: Launch) => launch.getState().steps.flatMap(({ note }) => (note === undefined ? [] : [note]));
  const withdraw = (...keys: readonly string[]) => {
    for (const key of keys) rehearsal.journal.append({ type: 'withdrawn', at: '2026-07-02T18:00:00.000Z', key });
  };

  it('leaves the secrets where they were, and says so until they are gone', { timeout: 60_000 }, async () => {
    const first = rehearsal.open({ world: anywhere, script: untilKey });
    expect(await first.run()).toEqual({ kind: 'finished' });
    expect(notes(first)).toEqual([]);
    withdraw('live-key.file');
    const sources = [scripted({ 'live-key.file': '.env.live' })];
    const moved = rehearsal.open({ world: anywhere, script: untilKey, sources });
    expect(await moved.run()).toEqual({ kind: 'finished' });
    expect(notes(moved)).toEqual([expect.stringContaining('also lie in the env file .env.production')]);
    expect(notes(moved).join()).toContain('nothing is deleted by itself');
    expect(production()).toContain(rehearsal.sandbox.keys.live);

    writeFileSync(join(rehearsal.world.folder, '.env.production'), '');
    const cleared = rehearsal.open({ world: anywhere, script: untilKey, sources });
    expect(await cleared.run()).toEqual({ kind: 'finished' });
    expect(notes(cleared)).toEqual([]);
  });

  it('from a secret manager to an env file says that the manager may still hold them', {
    timeout: 60_000,
  }, async () => {
    const manager = { 'live-key.place': 'command', 'live-key.store-command': command('set') };
    const sources = [scripted({ ...manager, 'live-key.read-command': command('get') })];
    expect(await rehearsal.open({ world: anywhere, script: untilKey, sources }).run()).toEqual({ kind: 'finished' });
    withdraw('live-key.place');
    const moved = rehearsal.open({
      world: anywhere,
      script: untilKey,
      sources: [scripted({ 'live-key.place': 'env-file' })],
    });
    expect(await moved.run()).toEqual({ kind: 'finished' });
    expect(notes(moved)).toEqual([expect.stringContaining('secret manager')]);
    expect(inVault().FLINT_API_KEY).toBe(rehearsal.sandbox.keys.live);
  });
});

describe('a replacement that a secret manager does not take', () => {
  it('is named, and stored once it does: one key is made, and the old one is revoked only after that', async () => {
    const answers = {
      'live-key.place': 'command',
      'live-key.store-command': `test ! -e ../full && ${command('set')}`,
      'live-key.read-command': command('get'),
    };
    const full = join(rehearsal.world.folder, '..', 'full');
    const keys = () => rehearsal.sandbox.ledger().live.apiKeys;
    const run = (more: Record<string, string>) =>
      rehearsal.open({ sources: [scripted({ ...answers, ...more })], world: anywhere }).run();
    const untilReplaced: AnswerSource = {
      by: 'flag',
      answer: async ({ id }) => {
        if (id !== 'live-key.replace') return undefined;
        writeFileSync(full, '');
        return 'replace';
      },
    };
    const outcome = await rehearsal.open({ sources: [untilReplaced, scripted(answers)], world: anywhere }).run();
    expect(outcome).toMatchObject({ failure: { headline: 'The new key was made, and could not be stored.' } });
    const made = keys().find(({ name }) => name.includes('golive-'));
    expect(JSON.stringify(outcome)).toContain(made?.id);
    expect(inVault().FLINT_API_KEY).toBe(rehearsal.sandbox.keys.live);

    rmSync(full);
    expect(await run({ 'live-key.revoke-old': 'revoke' })).toEqual({ kind: 'finished' });
    expect(keys()).toHaveLength(2);
    expect(keys().filter(({ status }) => status === 'active')).toEqual([expect.objectContaining({ id: made?.id })]);
    expect(inVault().FLINT_API_KEY).not.toBe(rehearsal.sandbox.keys.live);
  });
});

// Elsewhere the system's keychain is always there, and a test must not reach it.
describe.runIf(process.platform === 'linux')('a server without a keychain', () => {
  it('is told so, and offered the rest', async () => {
    const launch = rehearsal.open({ world: anywhere, sources: [scripted({ 'live-key.place': 'keychain' })] });
    const outcome = await launch.run();
    expect(outcome).toMatchObject({
      failure: { kind: 'usage', meaning: expect.stringContaining('env-file, command') },
    });
  });
});
