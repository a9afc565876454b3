import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyStillWorks } from '../../../src/checks/still-true/key.ts';
import { openStanding } from '../../../src/cli/standing/open-standing.ts';
import type { StandingFlags } from '../../../src/cli/standing/where.ts';
import { whereIs } from '../../../src/cli/standing/where.ts';
import type { Entry } from '../../../src/launch/journal/entry.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { fingerprintOf } from '../../../src/sweep/fingerprint.ts';

let home: string;
let project: string;
let sandbox: Sandbox;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-standing-'));
  project = join(home, 'shop');
  await mkdir(project);
  sandbox = await startSandbox({ stateFile: join(home, 'state/rehearsals/default/sandbox.json') });
});
afterEach(async () => {
  await sandbox.close();
  await rm(home, { recursive: true, force: true });
});

const environment = (more: Readonly<Record<string, string>> = {}) => ({
  FLINT_GOLIVE_HOME: join(home, 'state'),
  FLINT_BASE_URL: sandbox.baseUrl,
  ...more,
});

const flags = (more: Partial<StandingFlags> = {}): StandingFlags => ({ cwd: project, launch: 'default', ...more });

const open = (given: StandingFlags = flags(), more: Readonly<Record<string, string>> = {}) =>
  openStanding(given, {
    environment: environment(more),
    programVersion: '0.0.0',
    signal: new AbortController().signal,
  });

async function writeJournal(entries: readonly Entry[], given: StandingFlags = flags()): Promise<string> {
  const { journalFile, target } = whereIs(given, environment());
  await mkdir(dirname(journalFile), { recursive: true });
  const launch = { id: 'abc', name: 'default', target, folder: project, startedAt: at };
  await writeFile(journalFile, JSON.stringify({ version: 1, launch, entries }));
  return journalFile;
}

const at = '2026-07-02T18:00:00.000Z';

const answered = (question: string, value: string, key = question): Entry => ({
  type: 'answered',
  at,
  key,
  question,
  step: 'live-key',
  title: question,
  value,
  shown: value,
  by: 'person',
});

const finished = (write: string, result: Extract<Entry, { type: 'finished' }>['result']): Entry => ({
  type: 'finished',
  at,
  write,
  title: write,
  result,
  how: 'sent',
  undo: { possible: false, because: 'A test.' },
  evidence: { at },
});

describe('a launch opened for looking', () => {
  it('that was never begun has no journal and says in words that there is no key', async () => {
    const standing = await open();
    expect(standing.journal).toBeUndefined();
    expect(standing.context.production).toBeUndefined();
    expect(standing.context.withoutProduction).toBe('This launch has no production key yet. Set FLINT_API_KEY to it.');
    expect(await readdir(join(home, 'state'))).toEqual(['rehearsals']);
    await standing.close();
  });

  it('takes the key from the environment, and proves it', async () => {
    const standing = await open(flags(), { FLINT_API_KEY: sandbox.keys.live, FLINT_TEST_API_KEY: sandbox.keys.test });
    expect(standing.context.production?.proof?.mode).toBe('live');
    expect(standing.context.merchantId).toBe(sandbox.merchantId);
    expect(standing.context.sandbox?.mode).toBe('test');
    await standing.close();
  });

  it('takes the key from the env file that the launch chose, also when the environment holds a test key', async () => {
    await writeFile(join(project, '.env.production'), `FLINT_API_KEY=${sandbox.keys.live}\n`);
    const journal = await writeJournal([
      answered('live-key.file', '.env.production'),
      answered('live-key.place', 'env-file'),
    ]);
    const before = await readFile(journal, 'utf8');
    const standing = await open(flags(), { FLINT_API_KEY: sandbox.keys.test });
    expect(standing.context.production?.mode).toBe('live');
    // A key that was set on purpose is not passed over in silence.
    const { detail } = await keyStillWorks.run(standing.context);
    expect(detail).toMatch(
      /^The key from FLINT_API_KEY is not taken\. .* The key from .*\.env\.production was used instead\.$/,
    );
    await standing.close();
    expect(await readFile(journal, 'utf8')).toBe(before);
    expect(await readdir(dirname(journal))).toEqual(['journal.json']);
  });

  it('says why a key that Flint refuses cannot be used, without showing it', async () => {
    const standing = await open(flags(), { FLINT_API_KEY: `${sandbox.keys.live}x` });
    expect(standing.context.production).toBeUndefined();
    expect(standing.context.withoutProduction).toContain('The key from FLINT_API_KEY could not be used.');
    expect(standing.context.withoutProduction).not.toContain(sandbox.keys.live);
    expect(standing.trouble?.kind).toBe('credentials');
    await standing.close();
  });

  it('refuses a key of another merchant than the one that was confirmed', async () => {
    await writeJournal([answered('live-key.merchant', 'yes', 'live-key.merchant#mer_somebody_else')]);
    const standing = await open(flags(), { FLINT_API_KEY: sandbox.keys.live });
    expect(standing.context.production).toBeUndefined();
    expect(standing.trouble?.kind).toBe('credentials');
    await standing.close();
  });

  it('reads the ids, purposes, the id map and the proofs from the journal', async () => {
    await writeJournal([
      answered('live-key.purposes', 'checkout,refunds'),
      finished('webhook-endpoint.create', { endpointId: 'we_1', url: 'https://shop.example.com' }),
      finished('copy.prod_test', { prod_test: 'prod_live', var_test: 'var_live' }),
      finished('order.create', { orderId: 'ord_1' }),
      finished('refund.create', { refundId: 'ref_1' }),
      {
        type: 'proved',
        at,
        name: 'live-key.mode',
        step: 'live-key',
        text: 'Live.',
        evidence: { at, requestId: 'req_1' },
      },
    ]);
    const { record, close } = await open();
    await close();
    expect(record).toEqual({
      endpointId: 'we_1',
      orderId: 'ord_1',
      refundIds: ['ref_1'],
      purposes: ['checkout', 'refunds'],
      idMap: new Map([
        ['prod_test', 'prod_live'],
        ['var_test', 'var_live'],
      ]),
      proofs: [{ name: 'live-key.mode', text: 'Live.', at, requestId: 'req_1' }],
    });
  });
});

describe('the refunds of a launch opened for looking', () => {
  const refundsIn = async (entries: readonly Entry[]): Promise<readonly string[] | undefined> => {
    await writeJournal(entries);
    const { record, close } = await open();
    await close();
    return record?.refundIds;
  };

  it('are all that it followed, where several were made elsewhere', async () => {
    const adopted = finished('refund.adopt', { refundId: 'ref_2', refundIds: ['ref_1', 'ref_2'] });
    expect(await refundsIn([adopted])).toEqual(['ref_1', 'ref_2']);
  });

  it('are those of the last attempt', async () => {
    const failed = finished('refund.create', { refundId: 'ref_1' });
    expect(await refundsIn([failed, finished('refund.create#2', { refundId: 'ref_2' })])).toEqual(['ref_2']);
  });
});

describe('a rehearsal opened for looking', () => {
  it('answers from a copy of its Flint, and leaves the rehearsal as it is', async () => {
    const state = join(home, 'state/rehearsals/default/sandbox.json');
    await fetch(`${sandbox.baseUrl}/v1/webhook-endpoints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'http://127.0.0.1:9/webhooks' }),
    });
    await sandbox.close();
    await writeJournal([], flags({ rehearsal: true }));
    const before = await readFile(state, 'utf8');
    const standing = await open(flags({ rehearsal: true }));
    expect(standing.world.target.name).toBe('embedded');
    expect(standing.context.merchantId).toBe(sandbox.merchantId);
    await standing.close();
    expect(await readFile(state, 'utf8')).toBe(before);
  });

  it('that is not there is said, with the command that begins one', async () => {
    await expect(open(flags({ rehearsal: true, launch: 'other' }))).rejects.toMatchObject({
      failure: { headline: 'There is no rehearsal to look at.' },
    });
  });
});

describe('the project of a launch', () => {
  it('has the findings of a sweep that are not in place, each with its mode where Flint could be asked', async () => {
    await writeFile(join(project, '.env.production'), `PLAN=${sandbox.samples.planId}\n`);
    await writeFile(join(project, 'shop.js'), `const key = '${'flint_live_'}abcdefghijklmnopqrstu';\n`);
    const { context, close } = await open(flags(), {
      FLINT_API_KEY: sandbox.keys.live,
      FLINT_TEST_API_KEY: sandbox.keys.test,
    });
    const found = (await context.project?.findings()) ?? [];
    await close();
    expect(found.map(({ kind, file, level }) => ({ kind, file, level }))).toEqual([
      { kind: 'test-mode id', file: '.env.production', level: 'error' },
      { kind: 'live key', file: 'shop.js', level: 'warning' },
    ]);
    expect(JSON.stringify(found)).not.toContain('abcdefghijklmnopqrstu');
  });

  it('has no findings that somebody accepted, and as long as that holds', async () => {
    const key = `${'flint_live_'}abcdefghijklmnopqrstu`;
    await writeFile(join(project, 'shop.js'), `const key = '${key}';\n`);
    const entry = { fingerprint: fingerprintOf(key), reason: 'revoked', by: 'Mona Lee' };
    for (const [until, left] of [
      ['2999-12-31', 0],
      ['2020-01-31', 1],
    ] as const) {
      const list = { version: 1, accepted: [{ ...entry, until }] };
      await writeFile(join(project, '.flint-golive-accept.json'), JSON.stringify(list));
      const { context, close } = await open();
      expect(await context.project?.findings()).toHaveLength(left);
      await close();
    }
  });

  it('gives the lines of its source that match, without secrets and without tests', async () => {
    await writeFile(
      join(project, 'pay.js'),
      `a();\nfetch(url, { 'Idempotency-Key': '${'flint_live_'}abcdefghijklmnop' });\n`,
    );
    await writeFile(join(project, 'pay.test.js'), 'idempotency-key\n');
    await mkdir(join(project, 'node_modules/x'), { recursive: true });
    await writeFile(join(project, 'node_modules/x/index.js'), 'idempotency-key\n');
    const { context, close } = await open();
    const places = (await context.project?.places(/idempotency-key/gi)) ?? [];
    await close();
    expect(places).toHaveLength(1);
    expect(places[0]).toMatchObject({ file: 'pay.js', line: 2 });
    expect(places[0]?.text).not.toContain('abcdefghijkl');
  });
});
