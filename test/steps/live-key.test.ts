import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerSource } from '../../src/launch/answers.ts';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { Outcome, Script } from '../../src/launch/launch.ts';
import { createLiveKey } from '../../src/steps/live-key/script.ts';
import type { World } from '../../src/steps/world.ts';
import { git } from '../git.ts';
import { scripted } from '../launch/scripted-launch.ts';
import { flintBetween } from './flint-between.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld;
beforeEach(async () => {
  rehearsal = await openRehearsalWorld();
});
afterEach(() => rehearsal.close());

const withoutKey = ({ keyAtHand: _key, ...world }: World): World => world;
const production = (): string => readFileSync(join(rehearsal.world.folder, '.env.production'), 'utf8');

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

  it('is left where it lay when it belongs to another account: it may be all that is left of it', async () => {
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    const journal = journalInMemory(rehearsal.journal.header);
    const sources = [scripted({ 'live-key.merchant': 'no' })];
    expect(await rehearsal.open({ sources, journal }).run()).toMatchObject({ failure: { kind: 'credentials' } });
    expect(production()).toContain(rehearsal.sandbox.keys.live);
    // The next run asks for a key instead of taking that one again.
    expect(await rehearsal.open({ world: withoutKey, journal }).run()).toMatchObject({
      failure: { kind: 'credentials', headline: 'A question has no answer yet: The key for production?' },
    });
  });

  it('is confirmed for one account: a key of another one is handed back, and nothing is sent with it', async () => {
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    const own = rehearsal.sandbox.merchantId;
    let writes = 0;
    const other = await flintBetween(rehearsal.sandbox.baseUrl, {
      redirect: ({ method }) => {
        if (method !== 'GET') writes += 1;
        return undefined;
      },
      change: (_, { status, headers, body }) => ({
        status,
        headers: { ...headers, 'flint-merchant-id': 'mer_other' },
        body: body.replaceAll(own, 'mer_other'),
      }),
    });
    try {
      const world = (same: World): World => ({ ...same, target: { ...same.target, baseUrl: other.url } });
      const outcome = await rehearsal.open({ world }).run();
      expect(outcome).toMatchObject({ failure: { headline: 'That key belongs to another account.' } });
      expect(JSON.stringify(outcome)).toContain(own);
      expect(writes).toBe(0);
      expect(production()).toContain(rehearsal.sandbox.keys.live);
    } finally {
      await other.close();
    }
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
  });

  it('counts as confirmed in a journal that does not name the account, where the question was the same', async () => {
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    const older = (entry: Entry): Entry =>
      entry.type === 'answered' && entry.question === 'live-key.merchant' ? { ...entry, key: entry.question } : entry;
    const journal = journalInMemory(rehearsal.journal.header, rehearsal.journal.entries().map(older));
    const before = journal.entries().length;
    const nobody: AnswerSource = { by: 'flag', answer: async () => 'asked again' };
    expect(await rehearsal.open({ journal, sources: [nobody] }).run()).toEqual({ kind: 'finished' });
    const answered = journal
      .entries()
      .slice(before)
      .filter(({ type }) => type === 'answered');
    expect(answered).toMatchObject([{ key: `live-key.merchant#${rehearsal.sandbox.merchantId}` }]);
  });

  it('is confirmed before anything is sent to its account', async () => {
    const sources = [scripted({ 'live-key.merchant': 'no' })];
    expect(await rehearsal.open({ sources }).run()).toMatchObject({ failure: { kind: 'credentials' } });
    expect(rehearsal.journal.entries().map(({ type }) => type)).not.toContain('intended');
  });

  it('is refused by a file that git tracks', async () => {
    git(rehearsal.world.folder, 'init', '-q');
    git(rehearsal.world.folder, 'add', '-f', '.env.production');
    expect(await rehearsal.open().run()).toMatchObject({
      kind: 'failed',
      failure: { headline: '.env.production is under version control.' },
    });
    expect(production()).not.toContain(rehearsal.sandbox.keys.live);
  });

  it('goes to another place that is named after one refused it, in the same run, once its file is none of git’s', async () => {
    git(rehearsal.world.folder, 'init', '-q');
    git(rehearsal.world.folder, 'add', '-f', '.env.production');
    const answered: string[] = [];
    const person: AnswerSource = {
      by: 'flag',
      answer: async ({ id }) => {
        if (id !== 'live-key.place-failed' && id !== 'live-key.file') return undefined;
        answered.push(id);
        if (id === 'live-key.place-failed') return answered.length === 2 ? 'again' : 'elsewhere';
        return answered.length === 1 ? '.env.production' : '.env.live';
      },
    };
    const script =
      (world: World): Script =>
      async (run) => {
        await run.step('live-key', async (step) => void (await createLiveKey(step, world)));
      };
    expect(await rehearsal.open({ sources: [person], script }).run()).toEqual({ kind: 'finished' });
    expect(answered).toEqual(['live-key.file', 'live-key.place-failed', 'live-key.place-failed', 'live-key.file']);
    expect(readFileSync(join(rehearsal.world.folder, '.env.live'), 'utf8')).toContain(rehearsal.sandbox.keys.live);
    expect(production()).not.toContain(rehearsal.sandbox.keys.live);

    answered.length = 0;
    expect(await rehearsal.open({ script }).run()).toEqual({ kind: 'finished' });
    expect(answered).toEqual([]);
  });

  it('has its file added to .gitignore, when that is wanted', async () => {
    git(rehearsal.world.folder, 'init', '-q');
    writeFileSync(join(rehearsal.world.folder, '.gitignore'), 'node_modules/\n');
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    expect(readFileSync(join(rehearsal.world.folder, '.gitignore'), 'utf8')).toContain('/.env.production\n');
  });
});
