import { z } from 'zod';
import { codeInput } from '../catalog/promotion-inputs.ts';
import { codeStatus, createPromotionCode, presentPromotionCode } from '../catalog/promotions.ts';
import { applyPatch } from '../catalog/versions.ts';
import { timestamp } from '../context.ts';
import type { PromotionCodeRecord } from '../state/catalog-records.ts';
import { notFound } from '../transport/api-error.ts';
import { matches, patchedMetadata } from '../transport/filters.ts';
import { dateTimeInput, idInput, listQuery, metadataPatch } from '../transport/inputs.ts';
import { type CallFrame, created, listed, ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';
import { findPromotion } from './promotions.ts';

const item = '/v1/promotions/:promotion_id/codes/:promotion_code_id';

const listCodes = route({
  feature: 'coupons',
  method: 'GET',
  path: '/v1/promotion-codes',
  scope: reading('commerce.promotions'),
  query: listQuery({
    promotion_id: idInput('promo').optional(),
    code: z.string().min(1).max(100).optional(),
    status: z.string().optional(),
  }),
  handle(call) {
    const { context, query } = call;
    const found = Object.values(call.plane.promotion_codes).filter(
      (code) =>
        matches(query.promotion_id, code.promotion_id) &&
        matches(query.code?.toLowerCase(), code.code.toLowerCase()) &&
        matches(query.status, codeStatus(context, code)),
    );
    return listed(call, found, (code) => presentPromotionCode(context, code));
  },
});

const createCode = route({
  feature: 'coupons',
  method: 'POST',
  path: '/v1/promotions/:promotion_id/codes',
  scope: writing('commerce.promotions'),
  ownId: 'promotion_code_id',
  body: codeInput,
  handle({ context, mode, plane, body, parameter }) {
    const promotion = findPromotion(plane, parameter('promotion_id'));
    return created(presentPromotionCode(context, createPromotionCode(context, mode, promotion, body)));
  },
});

/** The code itself is fixed. */
const updateCode = route({
  feature: 'coupons',
  method: 'PATCH',
  path: item,
  scope: writing('commerce.promotions'),
  ownId: 'promotion_code_id',
  body: z.strictObject({
    max_uses: z.int().optional(),
    expires_at: dateTimeInput.optional(),
    timezone: z.string().optional(),
    status: z.enum(['active', 'inactive']).optional(),
    metadata: metadataPatch.optional(),
  }),
  handle(call) {
    const code = find(call);
    const { metadata, ...plain } = call.body;
    const merged = patchedMetadata(code.metadata, metadata);
    applyPatch(code, plain);
    code.metadata = merged;
    code.updated_at = timestamp(call.context);
    return ok(presentPromotionCode(call.context, code));
  },
});

const deleteCode = route({
  feature: 'coupons',
  method: 'DELETE',
  path: item,
  scope: writing('commerce.promotions'),
  handle(call) {
    const code = find(call);
    delete call.plane.promotion_codes[code.promotion_code_id];
    return ok({ success: true });
  },
});

function find({ plane, parameter }: CallFrame): PromotionCodeRecord {
  const promotion = findPromotion(plane, parameter('promotion_id'));
  const id = parameter('promotion_code_id');
  const code = plane.promotion_codes[id];
  if (code?.promotion_id !== promotion.promotion_id) throw notFound('promotion code', id);
  return code;
}

export const promotionCodeRoutes: readonly Route[] = [listCodes, createCode, updateCode, deleteCode];
