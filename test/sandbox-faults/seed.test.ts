import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkSeed, SeedRefused } from '../../src/sandbox/index.ts';
import { faulty, json } from './faulty.ts';

/** The example that people read is what is tested. */
const example: unknown = JSON.parse(
  /\n {4}\{\n[\s\S]*?\n {4}\}\n/.exec(
    readFileSync(new URL('../../src/sandbox/seed.md', import.meta.url), 'utf8'),
  )?.[0] ?? '',
);

it('fills the test plane instead of the sample shop, ids put in where they are wanted', async () => {
  const { sandbox, call } = await faulty([], { seed: checkSeed(example) });
  const { test, live } = sandbox.ledger();
  expect(test.products.map(({ name }) => name)).toEqual(['Notebook']);
  expect(test.webhookEndpoints).toMatchObject([{ url: 'http://127.0.0.1:3000/webhooks/flint' }]);
  const endpoint = json(await call('GET', '/v1/webhook-endpoints')).data[0];
  expect(endpoint.enabled_events).toEqual(['order.payment_succeeded', 'refund.created']);
  expect(test.promotionCodes).toMatchObject([{ code: 'WELCOME10' }]);
  expect(test.settings).toEqual({ checkout: { require_phone: true } });
  expect(live.products).toEqual([]);
  const [variant] = test.variants;
  const [plan] = json(await call('GET', '/v1/subscription-plans')).data;
  expect(plan.line_items).toMatchObject([{ variant_id: variant?.id, name: 'Notebook' }]);
  const [bundle] = test.bundles;
  expect(json(await call('GET', `/v1/bundles/${bundle?.id}`)).data.components).toMatchObject([
    { variant_id: variant?.id, quantity: 3 },
  ]);
  expect(sandbox.samples).toMatchObject({ productId: '', variantIds: [], promotionCode: '' });
});

it('is read at the first start only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const stateFile = join(folder, 'state.json');
  const first = await faulty([], { seed: checkSeed(example), stateFile });
  await first.sandbox.close();
  const second = await faulty([], { seed: checkSeed({ products: [] }), stateFile });
  expect(second.sandbox.ledger().test.products).toEqual(first.sandbox.ledger().test.products);
});

const product = {
  name: 'Notebook',
  product_type: 'physical',
  default_variant: { sku: 'NOTE', unit_price_money: { amount: 900, currency: 'USD' } },
};

it.each<[unknown, string, string]>([
  [[], '', 'expected object'],
  [{ product: [] }, 'product', 'A seed has business_name, products'],
  [{ products: {} }, 'products', 'expected array'],
  [{ products: [3] }, 'products[0]', 'expected record'],
  [{ products: [product, { ...product, colour: 'red' }] }, 'products[1].colour', 'is not known here'],
  [{ products: [product, product] }, 'products[1]', ''],
  [{ products: [{ ...product, name: undefined }] }, 'products[0].name', 'is required'],
  [
    {
      bundles: [
        { name: 'B', unit_price_money: { amount: 1, currency: 'USD' }, components: [{ variant_id: 'seed:X' }] },
      ],
    },
    'bundles[0]',
    'Nothing before it has the sku or external_reference_id X.',
  ],
  [{ webhook_endpoints: [{ url: 'mailto:a@b.example' }] }, 'webhook_endpoints[0].url', ''],
  [{ webhook_endpoints: [{ url: 'http://127.0.0.1/', secret: 'x' }] }, 'webhook_endpoints[0].secret', '32 bytes'],
  [
    { webhook_endpoints: [{ url: 'http://127.0.0.1/', enabled_events: ['order.eaten'] }] },
    'enabled_events[0]',
    'no event',
  ],
  [{ settings: { colour: 1 } }, 'settings.colour', 'is not known here'],
])('%j is refused with its place', async (document, place, problem) => {
  // Once more through JSON, which is how it comes in a file.
  const content: unknown = JSON.parse(JSON.stringify(document));
  const start = async () => faulty([], { seed: checkSeed(content) });
  const error: unknown = await start().catch((thrown: unknown) => thrown);
  if (!(error instanceof SeedRefused)) throw error;
  expect(error.place).toContain(place);
  expect(error.problem).toContain(problem);
});
