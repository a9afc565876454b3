import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultAnswers } from '../../src/cli/answer-sources.ts';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import { defaultPace } from '../../src/flint/pace.ts';
import { listPaymentMethodDomains } from '../../src/flint/payment-method-domains.ts';
import type { AnswerSource } from '../../src/launch/answers.ts';
import type { EntryOf } from '../../src/launch/journal/entry.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import { parseFault } from '../../src/sandbox/index.ts';
import type { SeedDocument } from '../../src/sandbox/seed-document.ts';
import { git } from '../git.ts';
import { scripted } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { rehearsalOfTest } from './rehearsal-world.ts';

// No time is spent between the client's own tries; how it waits is tested with the client.
beforeAll(() => {
  vi.spyOn(defaultPace, 'random').mockReturnValue(0);
});
afterAll(() => {
  vi.restoreAllMocks();
});

const usd = (amount: number) => ({ amount, currency: 'USD' });
const finished = { kind: 'finished' };

function written({ journal }: RehearsalWorld, write: string): EntryOf<'finished'>[] {
  return journal
    .entries()
    .filter((entry) => entry.type === 'finished')
    .filter((entry) => entry.write.startsWith(write));
}

/** Start data with many objects of every copied kind, which need each other. */
function manyObjects(count: number): SeedDocument {
  const numbers = Array.from({ length: count }, (_, place) => place);
  return {
    products: numbers.map((place) => ({
      name: `Print ${place}`,
      product_type: 'physical',
      default_variant: { sku: `PRINT-${place}`, unit_price_money: usd(100 + place) },
    })),
    bundles: numbers.slice(0, count / 4).map((place) => ({
      name: `Set ${place}`,
      sku: `SET-${place}`,
      unit_price_money: usd(50),
      components: [{ variant_id: `seed:PRINT-${place}`, quantity: 1 }],
    })),
    promotions: numbers.slice(0, count / 4).map((place) => ({
      name: `Sale ${place}`,
      application_method: { type: 'percent_off', percent_off: 10 },
    })),
  };
}

describe('everything that the sandbox has', () => {
  it.each([
    ['guide', 'live POST /v1/products #20-35 status=429 retry-after=0'],
    ['2026-09-07', 'live GET /v1/products/** #20-35 status=429 retry-after=0'],
  ] as const)(
    'is re-created from hundreds of objects in the generation %s, through a storm of 429, each once',
    { timeout: 120_000 },
    async (generation, storm) => {
      const count = 120;
      const world = await rehearsalOfTest({
        api: { default: generation },
        seed: manyObjects(count),
        faults: [parseFault(storm)],
      });
      const answers = { sources: [scripted({ 'configuration.recreate': 'everything' })] };
      expect(await world.open(answers).run()).toEqual(finished);
      const { live } = world.sandbox.ledger();
      expect(live.products).toHaveLength(count);
      expect(new Set(live.products.map(({ name }) => name)).size).toBe(count);
      expect(live.bundles).toHaveLength(count / 4);
      expect(live.promotions).toHaveLength(count / 4);
      const copies = written(world, 'copy.');
      expect(copies).toHaveLength(count * 1.5);
      expect(copies.every(({ undo }) => undo.possible)).toBe(true);

      // A second run finds all of it and sends nothing.
      expect(await world.open(answers).run()).toEqual(finished);
      expect(world.sandbox.ledger().live.products).toHaveLength(count);
    },
  );

  it('stands in the order of its names, and how far its re-creation is stands on the screen', async () => {
    const world = await rehearsalOfTest({ seed: manyObjects(24) });
    const planFile = join(world.world.folder, 'plan.json');
    const launch = world.open({
      sources: [scripted({ 'configuration.recreate': 'everything' })],
      world: (same) => ({ ...same, planFile }),
    });
    const shown = new Set<string>();
    launch.subscribe(() => shown.add(JSON.stringify(launch.getState().sheet ?? '')));
    expect(await launch.run()).toEqual(finished);
    const { copies } = JSON.parse(readFileSync(planFile, 'utf8'));
    const names = copies.flatMap(({ name }: { name: string }) => (/^Print/.test(name) ? [name] : []));
    expect(names.filter((name: string) => /Print (?:9|10|11)$/.test(name))).toEqual([
      'Print 9',
      'Print 10',
      'Print 11',
    ]);
    const progress = [...shown].filter((sheet) => sheet.includes('Re-creating 36 objects in live mode.'));
    expect(progress[0]).toContain('0 of 36');
    expect(progress.at(-1)).toContain('36 of 36');
  });

  it('is a choice; without it only what the project names is re-created', async () => {
    const world = await rehearsalOfTest();
    expect(await world.open().run()).toEqual(finished);
    expect(world.sandbox.ledger().live.products.map(({ name }) => name)).toEqual(['Canvas tote']);
  });

  it('can be picked from, and what is needed comes along', async () => {
    const world = await rehearsalOfTest();
    const { secondProductId, planId } = world.sandbox.samples;
    const picked = `${secondProductId},${planId}`;
    const answers = scripted({ 'configuration.recreate': 'choose', 'configuration.objects': picked });
    // What the production file names and nobody picked still blocks the way.
    expect(await world.open({ sources: [answers] }).run()).toMatchObject({
      failure: { headline: 'Test-mode ids are left in what goes to production.' },
    });
    const { live } = world.sandbox.ledger();
    expect(live.products).toHaveLength(1);
    expect(live.plans).toHaveLength(1);
    expect(live.promotions).toEqual([]);

    // The next run asks again, and makes only what is missing.
    expect(await world.open().run()).toEqual(finished);
    const { live: later } = world.sandbox.ledger();
    expect([later.products.length, later.plans.length, later.promotions.length]).toEqual([2, 1, 1]);
  });
});

describe('hosts that show wallets in the sandbox', () => {
  async function withHosts(...hosts: readonly string[]): Promise<RehearsalWorld> {
    const world = await rehearsalOfTest({ api: { default: '2026-09-07' } });
    for (const host of hosts) {
      await fetch(`${world.sandbox.baseUrl}/v1/payment-method-domains`, {
        method: 'POST',
        headers: { authorization: `Bearer ${world.sandbox.keys.test}`, 'content-type': 'application/json' },
        body: JSON.stringify({ domain_name: host }),
      });
    }
    return world;
  }

  async function registered(world: RehearsalWorld): Promise<readonly string[]> {
    const { value } = await listPaymentMethodDomains(
      connect({ mode: 'live', key: world.sandbox.keys.live as LiveKey, baseUrl: new URL(world.sandbox.baseUrl) }),
    ).all();
    return value.map(({ domainName }) => domainName ?? '').toSorted();
  }

  async function sheetsOf(world: RehearsalWorld, answers: Record<string, string>): Promise<string[]> {
    const shown = new Set<string>();
    const launch = world.open({ sources: [scripted(answers)] });
    launch.subscribe(() => shown.add(JSON.stringify(launch.getState().sheet ?? '')));
    expect(await launch.run()).toEqual(finished);
    return [...shown];
  }

  it('are told of, and registered in live only when they are picked, because no code names them', async () => {
    const world = await withHosts('preview.example.com');
    const told = (await sheetsOf(world, {})).find((sheet) => sheet.includes('preview.example.com'));
    expect(told).toMatch(/payment method domain[^}]+Apple Pay and Google Pay show on this very host/);
    expect(await registered(world)).toEqual([]);
  });

  it('that a server has no calls for are said to be a thing for the dashboard', async () => {
    const sheets = await sheetsOf(await rehearsalOfTest(), {});
    expect(sheets.join()).toMatch(/no payment method domains that can be read over the API\.[^"]+dashboard/);
  });

  it('are registered with everything else, but never twice, and never a tunnel', async () => {
    const world = await withHosts('shop.example.com', 'pay.example.com', 'abc.ngrok.app');
    const sheets = await sheetsOf(world, { 'configuration.recreate': 'everything' });
    expect(await registered(world)).toEqual(['pay.example.com', 'shop.example.com']);
    expect(sheets.join()).toContain('It is a tunnel');
    await sheetsOf(world, {});
    expect(await registered(world)).toHaveLength(2);
    expect(written(world, 'copy.pmdom_')).toHaveLength(2);
  });
});

describe('a copy that is refused', () => {
  it('holds back what needs it and nothing else, is shown with its reason, and can be tried again', async () => {
    const world = await rehearsalOfTest({
      seed: manyObjects(8),
      faults: [parseFault('live POST /v1/products #1 status=400')],
    });
    const shown: string[] = [];
    const launch = world.open({
      sources: [scripted({ 'configuration.recreate': 'everything', 'configuration.copy-failed#1': 'again' })],
    });
    launch.subscribe(() => shown.push(JSON.stringify(launch.getState().sheet ?? '')));
    expect(await launch.run()).toEqual(finished);
    const told = shown.find((sheet) => sheet.includes('could not be re-created'));
    expect(told).toMatch(/Request id|request_id|req_|[0-9a-f]{8}-/);
    expect(world.sandbox.ledger().live.products).toHaveLength(8);
    expect(world.sandbox.ledger().live.bundles).toHaveLength(2);
  });

  it('is listed as open when the person goes on without it, with what needs it', async () => {
    const world = await rehearsalOfTest({
      seed: manyObjects(8),
      faults: [parseFault('live POST /v1/products every status=400')],
    });
    const launch = world.open({
      sources: [scripted({ 'configuration.recreate': 'everything', 'configuration.copy-failed': 'go-on' })],
    });
    expect(await launch.run()).toEqual(finished);
    const { live } = world.sandbox.ledger();
    expect([live.products.length, live.bundles.length, live.promotions.length]).toEqual([0, 0, 2]);
    const last = JSON.stringify(launch.getState().sheet);
    expect(last).toContain('Print 0 could not be re-created');
    expect(last).toContain('Set 0 could not be re-created');
  });
});

describe('a copy that is refused where nobody is there to be asked', () => {
  const scripts = {
    'ends the launch as refused': ['live POST /v1/promotions every status=400', 'refused'],
    'ends it for want of credentials where the key lacks a scope': [
      'live POST /v1/promotions every status=403',
      'credentials',
    ],
  } as const;
  it.each(Object.entries(scripts))('%s, with the reason, and the next run goes on', async (_what, [fault, kind]) => {
    const world = await rehearsalOfTest({ faults: [parseFault(fault)] });
    const attended = defaultAnswers();
    const sources: AnswerSource[] = [
      {
        by: 'flag',
        answer: async (open) => (open.id === 'configuration.copy-failed' ? undefined : attended.answer(open)),
      },
    ];
    expect(await world.open({ sources, defaults: false }).run()).toMatchObject({
      kind: 'failed',
      failure: { kind, headline: 'Not everything could be re-created yet.', requestId: expect.any(String) },
    });
    world.sandbox.faults.clear();
    expect(await world.open().run()).toEqual(finished);
    expect(world.sandbox.ledger().live.promotions).toHaveLength(1);
  });
});

it('a key that may not make one kind of object makes the others, and the refusal is said with its request id', async () => {
  const world = await rehearsalOfTest({ faults: [parseFault('live POST /v1/promotions every status=403')] });
  const shown: string[] = [];
  const stopping = world.open({ sources: [scripted({ 'configuration.copy-failed': 'later' })] });
  stopping.subscribe(() => shown.push(JSON.stringify(stopping.getState().sheet ?? '')));
  expect(await stopping.run()).toMatchObject({ failure: { headline: 'Not everything could be re-created yet.' } });
  expect(shown.find((sheet) => sheet.includes('could not be re-created'))).toMatch(/Request id: \S+/);
  const { live } = world.sandbox.ledger();
  expect([live.products.length, live.plans.length, live.promotions.length]).toEqual([1, 1, 0]);

  world.sandbox.faults.clear();
  expect(await world.open().run()).toEqual(finished);
  const { live: later } = world.sandbox.ledger();
  expect([later.products.length, later.plans.length, later.promotions.length]).toEqual([1, 1, 1]);
});

describe('settings', () => {
  it('are set as in the sandbox where they reach nobody, and never otherwise without being picked', async () => {
    const world = await rehearsalOfTest({
      seed: {
        ...manyObjects(4),
        settings: {
          receipts: { header_text: 'Canvas & Co.', is_auto_email_enabled: true },
          legal: { terms_of_service_url: 'https://staging.example.com/terms' },
        },
      },
    });
    expect(await world.open().run()).toEqual(finished);
    expect(world.sandbox.ledger().live.settings).toMatchObject({ receipts: { header_text: 'Canvas & Co.' } });
    expect(JSON.stringify(world.sandbox.ledger().live.settings)).not.toMatch(/is_auto_email_enabled|staging/);
    expect(written(world, 'settings.')).toHaveLength(1);
  });

  it('that somebody changes at the same time are tried again on the person’s word', async () => {
    const world = await rehearsalOfTest({
      faults: [parseFault('live PATCH /v1/settings #1 status=409 code=SETTINGS_CONCURRENT_MODIFICATION')],
    });
    expect(await world.open().run()).toMatchObject({ kind: 'failed' });
    expect(await world.open().run()).toEqual(finished);
    expect(world.sandbox.ledger().live.settings).toMatchObject({ receipts: { header_text: expect.any(String) } });
  });
});

describe('production env files', () => {
  const other = 'admin/.env.production';
  const textOf = ({ world }: RehearsalWorld, file: string): string => readFileSync(join(world.folder, file), 'utf8');
  const withAnother = async (...files: readonly string[]): Promise<RehearsalWorld> => {
    const world = await rehearsalOfTest();
    for (const file of files) {
      mkdirSync(dirname(join(world.world.folder, file)), { recursive: true });
      writeFileSync(join(world.world.folder, file), `PRODUCT=${world.sandbox.samples.productId}\n`);
    }
    return world;
  };
  const askedAbout = ({ journal }: RehearsalWorld): string[] =>
    journal
      .entries()
      .flatMap((entry) => (entry.type === 'answered' && entry.question === 'configuration.rewrite' ? [entry.key] : []));

  it('are shown and agreed to one by one, and one that is left keeps the way closed without touching the other', async () => {
    const world = await withAnother(other);
    const { productId } = world.sandbox.samples;
    const headlines = new Set<string>();
    const launch = world.open({ sources: [scripted({ [`configuration.rewrite#${other}`]: 'leave' })] });
    launch.subscribe(() => headlines.add(launch.getState().sheet?.headline ?? ''));
    expect(await launch.run()).toMatchObject({
      failure: {
        headline: 'Test-mode ids are left in what goes to production.',
        meaning: expect.stringContaining(other),
      },
    });
    expect(textOf(world, other)).toBe(`PRODUCT=${productId}\n`);
    expect(textOf(world, '.env.production')).not.toContain(productId);
    for (const file of [other, '.env.production']) {
      expect(headlines).toContain(`The test-mode ids in ${file} become live ones.`);
    }

    // The next run asks only about the one that is left.
    const before = askedAbout(world).length;
    expect(await world.open().run()).toEqual(finished);
    expect(askedAbout(world).slice(before)).toEqual([`configuration.rewrite#${other}`]);
    expect(textOf(world, other)).not.toContain(productId);
  });

  it('get the options of a product too, whether it was copied just now or is there from an earlier run', async () => {
    const world = await rehearsalOfTest();
    const { sandbox } = world;
    const option = async (mode: 'test' | 'live', productId: string): Promise<string> => {
      const response = await fetch(`${sandbox.baseUrl}/v1/products/${productId}/variants`, {
        headers: { authorization: `Bearer ${sandbox.keys[mode]}` },
      });
      return /optv_\w+/.exec(await response.text())?.[0] ?? '';
    };
    const value = await option('test', sandbox.samples.productId);
    const setting = (id: string): string => `TOTE_SIZE=${id}\n`;
    for (const file of ['.env.production', other]) {
      mkdirSync(dirname(join(world.world.folder, file)), { recursive: true });
      appendFileSync(join(world.world.folder, file), setting(value));
      expect(await world.open().run()).toEqual(finished);
      const [tote] = sandbox.ledger().live.products.filter(({ name }) => name === 'Canvas tote');
      expect(textOf(world, file)).toContain(setting(await option('live', tote?.id ?? '')));
    }
  });

  it('are all rewritten on the one answer that an older journal holds, without asking again', async () => {
    const world = await withAnother(other);
    const answer = { key: 'configuration.rewrite', question: 'configuration.rewrite', value: 'write', shown: 'Yes' };
    const at = '2026-07-02T18:00:00.000Z';
    const title = 'Write these changes?';
    world.journal.append({ type: 'answered', at, step: 'configuration', title, by: 'person', ...answer });
    expect(await world.open().run()).toEqual(finished);
    expect(askedAbout(world)).toEqual(['configuration.rewrite']);
    expect(textOf(world, other)).not.toContain(world.sandbox.samples.productId);
  });

  it('that git has otherwise stay as they are unless somebody says so', async () => {
    const world = await withAnother(other);
    const { productId } = world.sandbox.samples;
    for (const words of [
      ['init', '--quiet'],
      ['add', '--force', other],
      ['commit', '--quiet', '--message', 'all'],
    ]) {
      git(world.world.folder, ...words);
    }
    writeFileSync(join(world.world.folder, other), `PRODUCT=${productId}\nNEW=1\n`);
    const meaning = expect.stringContaining(`${other}:1`);
    expect(await world.open().run()).toMatchObject({ failure: { meaning } });
    expect(textOf(world, other)).toContain(productId);
    const told = scripted({ [`configuration.rewrite#${other}`]: 'write' });
    expect(await world.open({ sources: [told] }).run()).toEqual(finished);
    expect(textOf(world, other)).toMatch(/^PRODUCT=prod_\w+\nNEW=1\n$/);
    expect(textOf(world, other)).not.toContain(productId);
  });

  it('may be many: the default answers for each of them', async () => {
    const files = ['a', 'b', 'c', 'd'].map((name) => `${name}/.env.production`);
    const world = await withAnother(...files);
    expect(await world.open().run()).toEqual(finished);
    for (const file of files) expect(textOf(world, file)).not.toContain(world.sandbox.samples.productId);
  });
});

describe('source files', () => {
  const catalog = (world: RehearsalWorld): string =>
    readFileSync(join(world.world.folder, 'config/catalog.json'), 'utf8');

  it('stay as they are unless they are picked', async () => {
    const world = await rehearsalOfTest();
    const before = catalog(world);
    const launch = world.open({ sources: [scripted({ 'configuration.rewrite-sources': '' })] });
    expect(await launch.run()).toEqual(finished);
    expect(catalog(world)).toBe(before);
  });

  it('are picked beforehand where they are configuration, and never where they are code', async () => {
    const world = await rehearsalOfTest();
    const code = join(world.world.folder, 'prices.js');
    const text = `export const tote = '${world.sandbox.samples.productId}';\n`;
    writeFileSync(code, text);
    expect(await world.open().run()).toEqual(finished);
    expect(catalog(world)).not.toContain(world.sandbox.samples.productId);
    expect(readFileSync(code, 'utf8')).toBe(text);
  });

  it('are rewritten when they are picked, with a backup where git has none', async () => {
    const world = await rehearsalOfTest();
    const before = catalog(world);
    const launch = world.open({ sources: [scripted({ 'configuration.rewrite-sources': 'config/catalog.json' })] });
    expect(await launch.run()).toEqual(finished);
    expect(catalog(world)).not.toContain(world.sandbox.samples.productId);
    expect(catalog(world).replace(/(prod|var)_\w+/g, '$1_')).toBe(before.replace(/(prod|var)_\w+/g, '$1_'));
    const backup = join(world.world.folder, 'config/catalog.json.flint-golive-backup');
    expect(readFileSync(backup, 'utf8')).toBe(before);
    expect(JSON.stringify(launch.getState().sheet)).not.toContain('outside the production env files');
  });
});

it('a product whose answer was lost is recorded with the ids of its variants, as if it had arrived', async () => {
  const world = await rehearsalOfTest();
  expect(await world.open().run()).toEqual(finished);
  const name = `copy.${world.sandbox.samples.productId}`;
  const [arrived] = written(world, name);
  expect(Object.keys(arrived?.result ?? {}).filter((id) => id.startsWith('var_'))).not.toEqual([]);
  const lost = journalInMemory(
    world.journal.header,
    world.journal.entries().filter((entry) => entry !== arrived),
  );
  expect(await world.open({ journal: lost }).run()).toEqual(finished);
  const settled = lost.entries().flatMap((entry) => (entry.type === 'finished' && entry.write === name ? [entry] : []));
  const variantsIn = (result: unknown) =>
    Object.entries(result ?? {}).filter(([id]) => id.startsWith('var_') || id.startsWith('prod_'));
  expect(settled.map(({ result }) => variantsIn(result))).toEqual([variantsIn(arrived?.result)]);
});

describe('what is exported', () => {
  it('is the plan and the ids, and no secret', async () => {
    const world = await rehearsalOfTest();
    const planFile = join(world.world.folder, '../plan.json');
    const idMapFile = join(world.world.folder, '../ids.json');
    const launch = world.open({ world: (same) => ({ ...same, planFile, idMapFile }) });
    expect(await launch.run()).toEqual(finished);
    const plan = JSON.parse(readFileSync(planFile, 'utf8'));
    expect(plan.copies).toContainEqual(
      expect.objectContaining({ name: 'Canvas tote', wantedByProject: true, foundIn: expect.stringContaining('.env') }),
    );
    expect(plan.copies).toContainEqual(expect.objectContaining({ wantedByProject: false }));
    const { ids } = JSON.parse(readFileSync(idMapFile, 'utf8'));
    const [product] = world.sandbox.ledger().live.products;
    expect(ids).toContainEqual({
      from: world.sandbox.samples.productId,
      to: product?.id,
      kind: 'product',
      name: 'Canvas tote',
    });
    expect(readFileSync(planFile, 'utf8') + readFileSync(idMapFile, 'utf8')).not.toMatch(/whsec_|flint_(?:test|live)_/);
  });

  it('into the project itself is nothing that the project names', async () => {
    const world = await rehearsalOfTest();
    const exported = {
      planFile: join(world.world.folder, 'plan.json'),
      idMapFile: join(world.world.folder, 'config/ids.json'),
    };
    const shown = new Set<string>();
    for (let time = 0; time < 2; time += 1) {
      const launch = world.open({ world: (same) => ({ ...same, ...exported }) });
      launch.subscribe(() => shown.add(JSON.stringify(launch.getState().sheet ?? '')));
      expect(await launch.run()).toEqual(finished);
    }
    expect([...shown].join('\n')).not.toMatch(/plan\.json|ids\.json/);
    const { ids } = JSON.parse(readFileSync(exported.idMapFile, 'utf8'));
    expect(ids.map(({ from }: { from: string }) => from)).toContain(world.sandbox.samples.productId);
  });

  it('stops with a sentence where it cannot be written', async () => {
    const world = await rehearsalOfTest();
    const planFile = join(world.world.folder, 'no/such/folder/plan.json');
    expect(await world.open({ world: (same) => ({ ...same, planFile }) }).run()).toMatchObject({
      kind: 'failed',
      failure: { headline: expect.stringContaining('could not be written (ENOENT)') },
    });
  });
});

it('test-mode ids that reach production through a plain .env are open, and so is a test key left beside them', async () => {
  const world = await rehearsalOfTest();
  const { productId, planId } = world.sandbox.samples;
  writeFileSync(join(world.world.folder, '.env'), `FLINT_PRODUCT_ID=${productId}\nONLY_HERE=${planId}\n`);
  appendFileSync(join(world.world.folder, '.env.production'), `OLD_KEY=${world.sandbox.keys.test}\n`);
  const launch = world.open();
  expect(await launch.run()).toEqual(finished);
  const last = JSON.stringify(launch.getState().sheet);
  expect(last).toContain('1 test-mode id outside the production env files');
  expect(last).toMatch(/a test key still stands in \.env\.production:\d+ \(OLD_KEY\)/);
});

it('an id that neither mode knows is open, and one of another vendor is not', async () => {
  const world = await rehearsalOfTest();
  writeFileSync(
    join(world.world.folder, 'old.js'),
    "const gone = 'prod_01HZZZZZZZZZZZZZZZZZZZZZZ9';\nconst stripePrice = { stripe: 'prod_NWjs8kKbJWmuuc' };\n",
  );
  const launch = world.open();
  expect(await launch.run()).toEqual(finished);
  const last = JSON.stringify(launch.getState().sheet);
  expect(last).toContain('prod_01HZZZZZZZZZZZZZZZZZZZZZZ9 in old.js is known to neither mode');
  expect(last).not.toContain('prod_NWjs8kKbJWmuuc');
});
