import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/launch/launch.ts';
import type { World } from '../../src/steps/world.ts';
import { scripted } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld;
beforeEach(async () => {
  rehearsal = await openRehearsalWorld();
});
afterEach(() => rehearsal.close());

const withoutKey = ({ keyAtHand: _key, ...world }: World): World => world;
const production = (): string => readFileSync(join(rehearsal.world.folder, '.env.production'), 'utf8');
const git = (...words: string[]): void =>
  void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
    cwd: rehearsal.world.folder,
    stdio: 'ignore',
  });

/** Runs with one key given for the question, and tells how the run ended. */
const giving = (key: string): Promise<Outcome> =>
  rehearsal.open({ world: withoutKey, sources: [scripted({ 'live-key.secret': key })] }).run();

describe('the production key', () => {
  it('refuses a test key with the guide’s reason, and stores nothing', async () => {
    const before = production();
    expect(await giving(rehearsal.sandbox.keys.test)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'credentials', meaning: expect.stringContaining('only simulated payments') },
    });
    expect(production()).toBe(before);
  });

  for (const [what, key, says] of [
    ['a key that could reach live', 'flint_live_0123456789abcdef0123', 'rehearsal without real money'],
    ['a webhook secret', 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=', 'webhook secret'],
    ['two lines', 'flint_live_rehearsal_01\nflint_live_rehearsal_02', 'more than one line'],
    ['a key that Flint does not know', 'flint_live_rehearsal_0123456789abcdef', 'key'],
    ['nothing', '  ', 'No key'],
  ] as const) {
    it(`refuses ${what} in a sentence of its own, and stores nothing`, async () => {
      const before = production();
      const outcome = await giving(key);
      expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'credentials' } });
      expect(JSON.stringify(outcome)).toContain(says);
      if (key.trim() !== '') expect(JSON.stringify(outcome)).not.toContain(key);
      expect(production()).toBe(before);
    });
  }

  it('is taken with quotes and white space around it, and stored readable by its owner only', async () => {
    // Without a key at hand the account is verified in the dashboard.
    const form = { website_url: 'https://shop.example.com', support_email: 'help@shop.example.com' };
    await fetch(`${rehearsal.sandbox.dashboardUrl}/profile`, { method: 'POST', body: new URLSearchParams(form) });
    await fetch(`${rehearsal.sandbox.dashboardUrl}/verification`, { method: 'POST' });
    expect(await giving(` "${rehearsal.sandbox.keys.live}"\n`)).toEqual({ kind: 'finished' });
    expect(production()).toContain(`FLINT_API_KEY=${rehearsal.sandbox.keys.live}\n`);
    expect(statSync(join(rehearsal.world.folder, '.env.production')).mode & 0o777).toBe(0o600);
  });

  it('is handed back when it belongs to another account, and asked for again', async () => {
    const outcome = await rehearsal.open({ sources: [scripted({ 'live-key.merchant': 'no' })] }).run();
    expect(outcome).toMatchObject({
      failure: { kind: 'credentials', headline: 'That key belongs to another account.' },
    });
    expect(production()).not.toContain(rehearsal.sandbox.keys.live);
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
  });

  it('is refused by a file that git tracks', async () => {
    git('init', '-q');
    git('add', '-f', '.env.production');
    expect(await rehearsal.open().run()).toMatchObject({
      kind: 'failed',
      failure: { headline: '.env.production is under version control.' },
    });
    expect(production()).not.toContain(rehearsal.sandbox.keys.live);
  });

  it('has its file added to .gitignore, when that is wanted', async () => {
    git('init', '-q');
    execFileSync('sh', ['-c', 'printf "node_modules/\n" > .gitignore'], { cwd: rehearsal.world.folder });
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    expect(readFileSync(join(rehearsal.world.folder, '.gitignore'), 'utf8')).toContain('/.env.production\n');
  });
});
