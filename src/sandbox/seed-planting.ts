import { z } from 'zod';
import { updateSettings } from './account/settings.ts';
import { settingsPatch } from './account/settings-input.ts';
import { createBundle } from './catalog/bundles.ts';
import { bundleInput, productInput } from './catalog/inputs.ts';
import { createProduct } from './catalog/products.ts';
import { promotionInput } from './catalog/promotion-inputs.ts';
import { createPromotion } from './catalog/promotions.ts';
import { createPlan, planInput } from './catalog/subscription-plans.ts';
import type { Context } from './context.ts';
import { type SeedDocument, SeedRefused } from './seed-document.ts';
import { ApiError } from './transport/api-error.ts';
import { readBody } from './transport/validation.ts';
import { createEndpoint } from './webhooks/endpoints.ts';

/**
 * Puts start data into the test plane.
 *
 * @throws SeedRefused at the first entry that its own call would refuse
 */
export function plantSeed(context: Context, seed: SeedDocument): void {
  if (seed.business_name !== undefined) context.store.state.business_name = seed.business_name;
  const planted = new Map<string, string>();
  const remember = (id: string, ...names: readonly (string | undefined)[]): void => {
    for (const name of names) if (name !== undefined && !planted.has(name)) planted.set(name, id);
  };

  each(seed, 'products', planted, productInput, (input) => {
    const { product, variants } = createProduct(context, 'test', input);
    remember(product.product_id, product.external_reference_id);
    for (const { variant_id, sku, external_reference_id } of variants) remember(variant_id, sku, external_reference_id);
  });
  each(seed, 'bundles', planted, bundleInput, (input) => {
    const { bundle_id, sku, external_reference_id } = createBundle(context, 'test', input);
    remember(bundle_id, sku, external_reference_id);
  });
  each(seed, 'subscription_plans', planted, planInput, (input) => {
    const { subscription_plan_id, external_reference_id } = createPlan(context, 'test', input);
    remember(subscription_plan_id, external_reference_id);
  });
  each(seed, 'promotions', planted, promotionInput, (input) => {
    createPromotion(context, 'test', input);
  });
  each(seed, 'webhook_endpoints', planted, endpointInput, ({ secret, ...input }) => {
    const endpoint = createEndpoint(context, 'test', input);
    endpoint.secret = secret ?? endpoint.secret;
  });
  if (seed.settings !== undefined) {
    const { settings } = seed;
    at('settings', () => updateSettings(context, 'test', readBody(settingsPatch, settings)));
  }
}

type ListName = {
  [Name in keyof SeedDocument]: SeedDocument[Name] extends readonly unknown[] | undefined ? Name : never;
}[keyof SeedDocument];

function each<Schema extends z.ZodType>(
  seed: SeedDocument,
  name: Exclude<ListName, undefined>,
  planted: ReadonlyMap<string, string>,
  schema: Schema,
  plant: (input: z.output<Schema>) => void,
): void {
  seed[name]?.forEach((entry, index) => {
    at(`${name}[${index}]`, () => plant(readBody(schema, withIds(entry, planted))));
  });
}

/** A refusal of the sandbox's own API becomes a refusal of the seed that names the place in it. */
function at(place: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { param } = error.detail;
    throw new SeedRefused(param === undefined ? place : `${place}.${param}`, error.message);
  }
}

const reference = /^seed:(.+)$/s;

/** The entry with each `seed:NAME` replaced by the id of what was planted under that name. */
function withIds(value: unknown, planted: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    const name = reference.exec(value)?.[1];
    if (name === undefined) return value;
    const id = planted.get(name);
    if (id !== undefined) return id;
    throw new ApiError(400, 'VALIDATION_ERROR', `Nothing before it has the sku or external_reference_id ${name}.`);
  }
  if (Array.isArray(value)) return value.map((part) => withIds(part, planted));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withIds(part, planted)]));
}

const endpointInput = z.strictObject({
  url: z.string(),
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{43}=$/, 'a webhook secret is whsec_ and 32 bytes in base64')
    .optional(),
  enabled_events: z.array(z.string()).optional(),
  enabled: z.boolean().optional(),
  description: z.string().optional(),
});
