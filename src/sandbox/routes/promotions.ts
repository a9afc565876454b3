import { z } from 'zod';
import { promotionInput, promotionPatch } from '../catalog/promotion-inputs.ts';
import { createPromotion, presentPromotion, updatePromotion } from '../catalog/promotions.ts';
import { raiseVersion } from '../catalog/versions.ts';
import { timestamp } from '../context.ts';
import type { PromotionRecord } from '../state/catalog-records.ts';
import type { Plane } from '../state/plane.ts';
import { notFound } from '../transport/api-error.ts';
import { matches, mentions } from '../transport/filters.ts';
import { externalReferenceInput, idInput, listQuery, repeatable } from '../transport/inputs.ts';
import { created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';

/** What the guide calls coupons. */
const listPromotions = route({
  feature: 'coupons',
  method: 'GET',
  path: '/v1/promotions',
  scope: reading('commerce.promotions'),
  query: listQuery({
    external_reference_id: externalReferenceInput.optional(),
    query: z.string().optional(),
    status: repeatable(z.string()),
    product_id: idInput('prod').optional(),
    variant_id: idInput('var').optional(),
    bundle_id: idInput('bun').optional(),
    category_handle: z.string().optional(),
    redemption_type: z.enum(['automatic', 'code']).optional(),
    discount_class: z.enum(['order', 'line_item', 'service_charge']).optional(),
  }),
  handle(call) {
    const { context, plane, query } = call;
    const wanted = [query.product_id, query.variant_id, query.bundle_id, query.category_handle];
    const found = Object.values(plane.promotions).filter((promotion) => {
      const rules = JSON.stringify(promotion.written);
      const { status } = presentPromotion(context, plane, promotion);
      return (
        matches(query.external_reference_id, promotion.external_reference_id) &&
        matches(query.redemption_type, promotion.redemption_type) &&
        matches(query.discount_class, String(promotion.written.discount_class)) &&
        (query.status === undefined ? status !== 'archived' : query.status.some((one) => one === status)) &&
        wanted.every((id) => id === undefined || rules.includes(`"${id}"`)) &&
        mentions(query.query, String(promotion.written.name))
      );
    });
    return listed(call, found, (promotion) => presentPromotion(context, plane, promotion));
  },
});

const createPromotionRoute = route({
  feature: 'coupons',
  method: 'POST',
  path: '/v1/promotions',
  scope: writing('commerce.promotions'),
  ownId: 'promotion_id',
  body: promotionInput,
  handle: ({ context, mode, plane, body }) =>
    created(presentPromotion(context, plane, createPromotion(context, mode, body))),
});

const readPromotion = route({
  feature: 'coupons',
  method: 'GET',
  path: '/v1/promotions/:promotion_id',
  scope: reading('commerce.promotions'),
  handle: ({ context, plane, parameter }) =>
    ok(presentPromotion(context, plane, findPromotion(plane, parameter('promotion_id')))),
});

const updatePromotionRoute = route({
  feature: 'coupons',
  method: 'PATCH',
  path: '/v1/promotions/:promotion_id',
  scope: writing('commerce.promotions'),
  ownId: 'promotion_id',
  body: promotionPatch,
  handle({ context, mode, plane, body, parameter }) {
    const promotion = findPromotion(plane, parameter('promotion_id'));
    updatePromotion(context, mode, promotion, body);
    return ok(presentPromotion(context, plane, promotion));
  },
});

const deletePromotion = route({
  feature: 'coupons',
  method: 'DELETE',
  path: '/v1/promotions/:promotion_id',
  scope: writing('commerce.promotions'),
  handle({ context, plane, parameter }) {
    const promotion = findPromotion(plane, parameter('promotion_id'));
    promotion.status = 'archived';
    raiseVersion(promotion, timestamp(context));
    return ok(presentPromotion(context, plane, promotion));
  },
});

export function findPromotion(plane: Plane, id: string): PromotionRecord {
  const promotion = plane.promotions[id];
  if (promotion === undefined) throw notFound('promotion', id);
  return promotion;
}

export const promotionRoutes: readonly Route[] = [
  listPromotions,
  createPromotionRoute,
  readPromotion,
  updatePromotionRoute,
  deletePromotion,
];
