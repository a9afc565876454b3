import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { questions } from '../../src/steps/questions.ts';
import { eventsOf, runProgram, words } from './program.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-headless-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const rehearsal = () => join(home, 'state/rehearsals/default');

describe('without a terminal', () => {
  it('says where the launch stands and what is next, changes nothing, and is not complete', async () => {
    const run = await runProgram([], { home });
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain('No launch was begun here.');
    expect(words(run)).toContain('Next Finish account verification: Has account verification been started');
    expect(await readdir(home)).not.toContain('state');
  });

  it('writes no escape byte', async () => {
    for (const line of [
      [],
      ['--json'],
      ['rehearse', '--auto', '--speed', '50'],
      ['questions'],
      ['--help'],
      ['nonsense'],
    ]) {
      const run = await runProgram(line, { home });
      expect(run.stdout + run.stderr).not.toContain('\u001B');
    }
  });

  it('rehearses by itself, and the last line is the one result', { timeout: 60_000 }, async () => {
    const run = await runProgram(['rehearse', '--auto', '--json', '--speed', '50'], { home });
    const events = eventsOf(run);
    expect(run.exitCode).toBe(0);
    expect(events.filter(({ type }) => type === 'result')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'result', outcome: 'finished', exitCode: 0 });
    expect(events.filter(({ type }) => type === 'step').map(({ step }) => step)).toEqual([
      'account',
      'live-key',
      'readiness',
      'configuration',
      'cut-over',
    ]);
  });

  it('rehearses with the production file that is named', { timeout: 60_000 }, async () => {
    const line = ['rehearse', '--auto', '--json', '--speed', '50', '--production-file', 'config/live.env'];
    const run = await runProgram(line, { home });
    expect(run.exitCode).toBe(0);
    const settings = await readFile(join(rehearsal(), 'project/shop/config/live.env'), 'utf8');
    expect(settings).toMatch(/^FLINT_WEBHOOK_SECRET=/m);
  });

  it('begins a new rehearsal after a complete one', { timeout: 60_000 }, async () => {
    const line = ['rehearse', '--auto', '--json', '--speed', '50'];
    await runProgram(line, { home });
    const first = await readFile(join(rehearsal(), 'journal.json'), 'utf8');
    expect((await runProgram(line, { home })).exitCode).toBe(0);
    expect(JSON.parse(await readFile(join(rehearsal(), 'journal.json'), 'utf8')).launch.id).not.toBe(
      JSON.parse(first).launch.id,
    );
  });

  it('names the question and its flag where an answer is missing', async () => {
    const run = await runProgram(['rehearse', '--json'], { home });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain('account.how');
    expect(run.stdout).toContain('--verify');
  });

  it('stops before money without its confirmation, and sends nothing', { timeout: 60_000 }, async () => {
    const answers: Record<string, string> = {};
    for (const { id, kind, choices } of questions) {
      if (kind === 'choice') answers[id] = choices?.[0]?.value ?? '';
    }
    answers['account.website-url'] = 'https://shop.example.com';
    answers['account.support-email'] = 'help@shop.example.com';
    answers['account.how'] = 'later';
    const file = join(home, 'answers.json');
    await writeFile(file, JSON.stringify(answers));
    const run = await runProgram(['rehearse', '--json', '--answers', file], { home });
    // Verification was left for later, so readiness never comes; the wait ends at once, and no money was near.
    expect(run.exitCode).toBe(2);
    expect(run.stdout).not.toContain('Open the checkout page');
  });
});

describe('bad input', () => {
  it('an answers file with an unknown id is refused before anything starts', async () => {
    const file = join(home, 'answers.json');
    await writeFile(file, JSON.stringify({ 'account.hwo': 'api' }));
    const run = await runProgram(['rehearse', '--answers', file], { home });
    expect(run.exitCode).toBe(2);
    expect(words(run)).toContain('There is no question “account.hwo”');
  });

  it('an answers file may not confirm money', async () => {
    const file = join(home, 'answers.json');
    await writeFile(file, JSON.stringify({ 'cut-over.refund': 'refund 1.00' }));
    const run = await runProgram(['rehearse', '--answers', file], { home });
    expect(run.exitCode).toBe(2);
    expect(words(run)).toContain('--confirm-refund');
  });

  it('an unknown flag is answered with the nearest one', async () => {
    const run = await runProgram(['rehearse', '--frsh'], { home });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--fresh');
  });

  it('a base URL without encryption is refused, and no key leaves', async () => {
    const run = await runProgram([], {
      home,
      env: { FLINT_BASE_URL: 'http://flint.example.com', FLINT_API_KEY: 'flint_live_canary0123456789' },
    });
    expect(run.exitCode).toBe(2);
    expect(words(run)).toContain('FLINT_BASE_URL');
    expect(run.stdout + run.stderr).not.toContain('canary');
  });

  it('an API that cannot be reached is a network problem, and nothing is lost', async () => {
    const run = await runProgram([], {
      home,
      env: { FLINT_BASE_URL: 'http://127.0.0.1:1', FLINT_API_KEY: 'flint_live_canary0123456789' },
    });
    expect(run.exitCode).toBe(5);
    expect(words(run)).toContain('Nothing answers');
  });

  it('a truncated journal is refused, left as it is, and --fresh is a way on', { timeout: 60_000 }, async () => {
    await runProgram(['rehearse', '--json'], { home });
    const journal = join(rehearsal(), 'journal.json');
    await writeFile(journal, (await readFile(journal, 'utf8')).slice(0, 40));
    const run = await runProgram(['rehearse', '--auto', '--json'], { home });
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain('The journal of this launch cannot be read.');
    expect(await readFile(journal, 'utf8')).toHaveLength(40);
    const fresh = await runProgram(['rehearse', '--auto', '--json', '--fresh', '--speed', '50'], { home });
    expect(fresh.exitCode).toBe(0);
  });

  it('a port that is taken meanwhile is named, with two ways on', async () => {
    await runProgram(['rehearse', '--json'], { home });
    const { receiverPort } = JSON.parse(await readFile(join(rehearsal(), 'rehearsal.json'), 'utf8'));
    const squatter = createServer().listen(receiverPort, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const run = await runProgram(['rehearse', '--json'], { home });
    squatter.close();
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain(`Port ${receiverPort}`);
    expect(words(run)).toContain('--fresh');
  });

  it('a state folder that cannot be written is a sentence, not a stack', async () => {
    await writeFile(join(home, 'state'), 'a file where the folder should be');
    const run = await runProgram(['rehearse', '--auto'], { home });
    expect(run.exitCode).toBe(1);
    expect(run.stdout + run.stderr).not.toMatch(/\n\s+at /);
    expect(words(run)).toContain('FLINT_GOLIVE_HOME');
  });
});

describe('questions', () => {
  it('lists every question with its step, kind, choices, default and flag', async () => {
    const run = await runProgram(['questions', '--json'], { home });
    const [result] = eventsOf(run);
    expect(result).toMatchObject({ type: 'result', exitCode: 0 });
    const listed = result?.questions as { id: string; flag?: string; kind: string }[];
    expect(listed.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
    for (const { kind, flag } of listed) expect(flag === undefined).toBe(kind === 'secret');
    const flags = listed.flatMap(({ flag }) => flag ?? []);
    expect(flags).toEqual([...new Set(flags)]);
  });
});

describe('a rehearsal', () => {
  it('takes no key but its own sandbox’s, whatever the environment holds', { timeout: 60_000 }, async () => {
    const run = await runProgram(['rehearse', '--auto', '--json', '--speed', '50'], {
      home,
      env: {
        FLINT_API_KEY: 'flint_live_canary0123456789',
        FLINT_BASE_URL: 'https://api.withflintpay.com',
        HTTPS_PROXY: 'http://127.0.0.1:1',
      },
    });
    expect(run.exitCode).toBe(0);
    const production = await readFile(join(rehearsal(), 'project/shop/.env.production'), 'utf8');
    expect(production).toMatch(/^FLINT_API_KEY=flint_live_rehearsal_/m);
    expect(run.stdout).not.toContain('canary');
  });

  it('works on a scratch copy of a project, and changes none of its files', { timeout: 60_000 }, async () => {
    const project = join(home, 'my-shop');
    await rm(project, { recursive: true, force: true });
    const { mkdir } = await import('node:fs/promises');
    await mkdir(join(project, 'node_modules'), { recursive: true });
    await writeFile(join(project, '.env.production'), 'FLINT_API_KEY=flint_test_mine\nOTHER=1\n');
    const run = await runProgram(['rehearse', '--auto', '--json', '--speed', '50', '--cwd', project], { home });
    expect(run.exitCode).toBe(0);
    expect(await readFile(join(project, '.env.production'), 'utf8')).toBe('FLINT_API_KEY=flint_test_mine\nOTHER=1\n');
    const copy = await readFile(join(rehearsal(), 'project/my-shop/.env.production'), 'utf8');
    expect(copy).toContain('OTHER=1');
    expect(copy).toContain('flint_live_rehearsal_');
  });
});
