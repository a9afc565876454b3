import { z } from 'zod';
import { checkReferences } from '../catalog/references.ts';
import { timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { PaymentLinkRecord } from '../state/catalog-records.ts';
import { invalid, notFound } from '../transport/api-error.ts';
import { matches, mentions } from '../transport/filters.ts';
import {
  externalReferenceInput,
  idInput,
  imageInput,
  listQuery,
  metadataInput,
  moneyInput,
} from '../transport/inputs.ts';
import { type CallFrame, created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';

const line = z.strictObject({
  variant_id: idInput('var').optional(),
  bundle_id: idInput('bun').optional(),
  name: z.string().optional(),
  unit_price_money: moneyInput.optional(),
  allow_unit_price_adjustment: z.boolean().optional(),
  key: z.string().optional(),
  quantity: z.int().min(1).optional(),
  min_quantity: z.int().optional(),
  max_quantity: z.int().optional(),
  allow_quantity_adjustment: z.boolean().optional(),
  min_unit_price_money: moneyInput.optional(),
  max_unit_price_money: moneyInput.optional(),
  suggested_unit_price_money_options: z.array(moneyInput).optional(),
  description: z.string().optional(),
  tax: z.unknown().optional(),
});

const open = z.looseObject({}).optional();

const input = z.strictObject({
  name: z.string().min(1),
  payment_link_type: z.enum(['standard', 'donation', 'event']).optional(),
  subscription_plan_id: idInput('plan').optional(),
  line_items: z.array(line).optional(),
  delivery_method_ids: z.array(idInput('dmet')).max(0, 'there are no delivery methods here').optional(),
  custom_fields: z.array(z.unknown()).max(20).optional(),
  custom_text: z.unknown().optional(),
  customer_collection: open,
  description: z.string().optional(),
  donation_min_amount_money: moneyInput.optional(),
  donation_max_amount_money: moneyInput.optional(),
  donation_suggested_amount_money_options: z.array(moneyInput).optional(),
  event_config: open,
  expiration: open,
  image: imageInput.optional(),
  inactive_message: z.string().optional(),
  inventory_routing_source: z.unknown().optional(),
  legal: open,
  max_completions: z.int32().min(1).optional(),
  payments: open,
  promotion_config: z
    .strictObject({ automatic_enabled: z.boolean().optional(), codes_enabled: z.boolean().optional() })
    .optional(),
  redirects: open,
  tax: z.strictObject({ enabled: z.boolean().optional() }).optional(),
  theme: z
    .strictObject({
      title: z.string().optional(),
      primary_color: z.string().optional(),
      accent_color: z.string().optional(),
    })
    .optional(),
  tip: z.unknown().optional(),
  metadata: metadataInput.optional(),
  external_reference_id: externalReferenceInput.optional(),
});

const listLinks = route({
  method: 'GET',
  path: '/v1/payment-links',
  scope: reading('checkouts.payment_links'),
  query: listQuery({
    external_reference_id: externalReferenceInput.optional(),
    query: z.string().optional(),
    status: z.string().optional(),
    payment_link_type: z.enum(['standard', 'donation', 'event']).optional(),
    has_plan: z.enum(['true', 'false']).optional(),
  }),
  handle(call) {
    const { query } = call;
    const found = Object.values(call.plane.payment_links).filter(
      (link) =>
        matches(query.external_reference_id, link.external_reference_id) &&
        matches(query.status, link.status) &&
        matches(query.payment_link_type, String(link.written.payment_link_type)) &&
        matches(query.has_plan, String(link.written.subscription_plan_id !== undefined)) &&
        mentions(query.query, String(link.written.name)),
    );
    return listed(call, found, (link) => present(call, link));
  },
});

const createLink = route({
  method: 'POST',
  path: '/v1/payment-links',
  scope: writing('checkouts.payment_links'),
  ownId: 'payment_link_id',
  body: input,
  handle(call) {
    const { context, plane, body } = call;
    body.line_items?.forEach((item, place) => {
      const priced = item.unit_price_money !== undefined || item.allow_unit_price_adjustment !== undefined;
      if ((item.variant_id ?? item.bundle_id) !== undefined || (item.name !== undefined && priced)) return;
      throw invalid(`line_items[${place}]`, 'A line has a variant, a bundle, or a name with a price.');
    });
    checkReferences(plane, body.line_items, 'line_items');
    checkReferences(plane, body.subscription_plan_id, 'subscription_plan_id');
    const { metadata, external_reference_id, line_items, ...rest } = body;
    const at = timestamp(context);
    const link: PaymentLinkRecord = {
      payment_link_id: newId('pl', context.clock.now()),
      status: 'active',
      written: {
        payment_link_type: 'standard',
        ...rest,
        line_items: (line_items ?? []).map((item, place) => ({ ...item, key: item.key ?? keyOf(item.name, place) })),
      },
      external_reference_id,
      metadata,
      version: 1,
      created_at: at,
      updated_at: at,
    };
    plane.payment_links[link.payment_link_id] = link;
    return created(present(call, link));
  },
});

const readLink = route({
  method: 'GET',
  path: '/v1/payment-links/:payment_link_id',
  scope: reading('checkouts.payment_links'),
  handle(call) {
    const id = call.parameter('payment_link_id');
    const link = call.plane.payment_links[id];
    if (link === undefined) throw notFound('payment link', id);
    return ok(present(call, link));
  },
});

/** A line's key is made from its name when none is given. */
function keyOf(name: string | undefined, place: number): string {
  const text = (name ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return text === '' ? `line-${place + 1}` : text;
}

function present({ context }: CallFrame, { written, ...link }: PaymentLinkRecord): Record<string, unknown> {
  return {
    ...written,
    ...link,
    merchant_id: context.store.state.merchant_id,
    url: `${context.baseUrl}/sandbox/payment-links/${link.payment_link_id}`,
    completed_count: 0,
  };
}

export const paymentLinkRoutes: readonly Route[] = [listLinks, createLink, readLink];
