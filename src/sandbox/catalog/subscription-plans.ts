import { z } from 'zod';
import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { PlanLineRecord, SubscriptionPlanRecord } from '../state/catalog-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { invalid, notFound, notSimulated } from '../transport/api-error.ts';
import { patchedMetadata } from '../transport/filters.ts';
import {
  expectedVersionInput,
  externalReferenceInput,
  idInput,
  imageInput,
  metadataInput,
  metadataPatch,
  moneyInput,
} from '../transport/inputs.ts';
import { storeImages } from './images.ts';
import { applyPatch, checkVersion, raiseVersion } from './versions.ts';

const line = {
  variant_id: idInput('var').optional(),
  bundle_id: idInput('bun').optional(),
  name: z.string().min(1).optional(),
  unit_price_money: moneyInput.optional(),
  quantity: z.int().min(1).max(9999).optional(),
  description: z.string().optional(),
  modifiers: z.array(z.unknown()).max(0, 'modifiers are not simulated').optional(),
  tax: z.unknown().optional(),
};

const fields = {
  description: z.string().optional(),
  trial_period_days: z.int().min(0).optional(),
  setup_fee_money: moneyInput.optional(),
  contract_term_months: z.int().optional(),
  early_termination_fee_money: moneyInput.optional(),
  images: z.array(imageInput).max(8).optional(),
  external_reference_id: externalReferenceInput.optional(),
  billing_interval_options: z.array(z.looseObject({})).max(12).optional(),
  quantity_options: z.array(z.int()).max(10).optional(),
  subscription_delivery_method_ids: z.array(idInput('dmet')).optional(),
  inventory_routing_source: z.unknown().optional(),
};

const interval = z.enum(['daily', 'weekly', 'monthly', 'yearly']);

export const planInput = z.strictObject({
  ...fields,
  name: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
  billing_interval: interval,
  billing_interval_count: z.int().min(1),
  line_items: z.array(z.strictObject(line)).optional(),
  metadata: metadataInput.optional(),
});

/** The currency never changes, so it is no field of a patch. */
export const planPatch = z.strictObject({
  ...fields,
  name: z.string().min(1).optional(),
  billing_interval: interval.optional(),
  billing_interval_count: z.int().min(1).optional(),
  line_items: z.array(z.strictObject({ ...line, subscription_plan_line_item_id: z.string().optional() })).optional(),
  metadata: metadataPatch.optional(),
  expected_version: expectedVersionInput.optional(),
});

const longestTrialDays = 730;

export function createPlan(context: Context, mode: Mode, input: z.infer<typeof planInput>): SubscriptionPlanRecord {
  const plane = planeOf(context, mode);
  checkTerms(input);
  const at = timestamp(context);
  const plan: SubscriptionPlanRecord = {
    subscription_plan_id: newId('plan', context.clock.now()),
    name: input.name,
    currency: input.currency,
    billing_interval: input.billing_interval,
    billing_interval_count: input.billing_interval_count,
    line_items: readLines(context, plane, input.line_items ?? [], [], input.currency),
    description: input.description,
    trial_period_days: input.trial_period_days,
    setup_fee_money: input.setup_fee_money,
    contract_term_months: input.contract_term_months,
    early_termination_fee_money: input.early_termination_fee_money,
    images: storeImages(input.images),
    status: 'active',
    external_reference_id: input.external_reference_id,
    metadata: input.metadata,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  plane.subscription_plans[plan.subscription_plan_id] = plan;
  return plan;
}

export function updatePlan(
  context: Context,
  mode: Mode,
  plan: SubscriptionPlanRecord,
  patch: z.infer<typeof planPatch>,
): void {
  checkVersion(plan, patch, ['line_items', 'images']);
  const merged = patchedMetadata(plan.metadata, patch.metadata);
  checkTerms({ ...plan, ...patch });
  const lines =
    patch.line_items && readLines(context, planeOf(context, mode), patch.line_items, plan.line_items, plan.currency);
  const { name, billing_interval, billing_interval_count, description, trial_period_days, setup_fee_money } = patch;
  applyPatch(plan, { name, billing_interval, billing_interval_count, description, trial_period_days, setup_fee_money });
  const { contract_term_months, early_termination_fee_money, external_reference_id } = patch;
  applyPatch(plan, { contract_term_months, early_termination_fee_money, external_reference_id });
  if (lines !== undefined) plan.line_items = lines;
  if (patch.images !== undefined) plan.images = storeImages(patch.images);
  plan.metadata = merged;
  raiseVersion(plan, timestamp(context));
}

export function archivePlan(context: Context, plan: SubscriptionPlanRecord): void {
  plan.status = 'archived';
  raiseVersion(plan, timestamp(context));
}

interface Terms {
  readonly trial_period_days?: number | undefined;
  readonly contract_term_months?: number | undefined;
  readonly early_termination_fee_money?: unknown;
  readonly billing_interval_options?: unknown;
  readonly quantity_options?: unknown;
  readonly inventory_routing_source?: unknown;
  readonly subscription_delivery_method_ids?: readonly string[] | undefined;
}

function checkTerms(terms: Terms): void {
  for (const name of ['billing_interval_options', 'quantity_options', 'inventory_routing_source'] as const) {
    if (terms[name] !== undefined) throw notSimulated(name);
  }
  const [method] = terms.subscription_delivery_method_ids ?? [];
  if (method !== undefined) throw notFound('delivery method', method, 'subscription_delivery_method_ids[0]');
  if ((terms.trial_period_days ?? 0) > longestTrialDays) {
    throw invalid('trial_period_days', `A trial lasts at most ${longestTrialDays} days.`, 'TRIAL_TOO_LONG');
  }
  if (terms.early_termination_fee_money !== undefined && terms.contract_term_months === undefined) {
    const message = 'A fee for early termination needs a contract term.';
    throw invalid('contract_term_months', message, 'CONTRACT_TERM_REQUIRED');
  }
}

type LineInput = NonNullable<z.infer<typeof planPatch>['line_items']>[number];

/** Lines that carry their id are kept, the others are new. Catalog lines take name and price from the catalog. */
function readLines(
  context: Context,
  plane: Plane,
  inputs: readonly LineInput[],
  before: readonly PlanLineRecord[],
  currency: string,
): PlanLineRecord[] {
  return inputs.map((input, place) => {
    const param = `line_items[${place}]`;
    if (input.tax !== undefined) throw notSimulated(`${param}.tax`);
    const id = input.subscription_plan_line_item_id;
    const kept = before.find((one) => one.subscription_plan_line_item_id === id);
    if (id !== undefined && kept === undefined)
      throw notFound('plan line', id, `${param}.subscription_plan_line_item_id`);
    const source = { ...kept, ...sourceOf(plane, input, kept, param) };
    if (source.unit_price_money.currency !== currency) {
      throw invalid(`${param}.unit_price_money.currency`, `The plan is in ${currency}.`, 'CURRENCY_MISMATCH');
    }
    return {
      ...source,
      subscription_plan_line_item_id: id ?? newId('li', context.clock.now()),
      quantity: input.quantity ?? kept?.quantity ?? 1,
      description: input.description ?? kept?.description,
    };
  });
}

type LineSource = Pick<PlanLineRecord, 'name' | 'unit_price_money' | 'variant_id' | 'bundle_id' | 'product_id'>;

function sourceOf(plane: Plane, input: LineInput, kept: PlanLineRecord | undefined, param: string): LineSource {
  const { variant_id, bundle_id, name, unit_price_money } = input;
  if ((variant_id ?? bundle_id) !== undefined) {
    if (name !== undefined || unit_price_money !== undefined) {
      const message = 'Name and price of a catalog line come from the catalog.';
      throw invalid(param, message, 'CATALOG_LINE_ITEM_FIELDS_READ_ONLY');
    }
    if (variant_id !== undefined && bundle_id !== undefined) {
      throw invalid(param, 'A line has a variant or a bundle, not both.', 'LINE_ITEM_SOURCE_CONFLICT');
    }
  }
  if (variant_id !== undefined) {
    const variant = plane.variants[variant_id];
    if (variant === undefined) throw notFound('variant', variant_id, `${param}.variant_id`);
    const product = plane.products[variant.product_id];
    const { product_id, unit_price_money: price } = variant;
    return { name: variant.name ?? product?.name ?? 'Item', unit_price_money: price, variant_id, product_id };
  }
  if (bundle_id !== undefined) {
    const bundle = plane.bundles[bundle_id];
    if (bundle === undefined) throw notFound('bundle', bundle_id, `${param}.bundle_id`);
    return { name: bundle.name, unit_price_money: bundle.unit_price_money, bundle_id };
  }
  const named = name ?? kept?.name;
  const price = unit_price_money ?? kept?.unit_price_money;
  if (named === undefined) throw invalid(`${param}.name`, 'A line needs a name.', 'LINE_ITEM_NAME_REQUIRED');
  if (price === undefined) {
    throw invalid(`${param}.unit_price_money`, 'A line needs a price.', 'LINE_ITEM_PRICE_REQUIRED');
  }
  return { name: named, unit_price_money: price };
}
