import type { z } from 'zod';
import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { PromotionCodeRecord, PromotionRecord } from '../state/catalog-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError, invalid } from '../transport/api-error.ts';
import { patchedMetadata } from '../transport/filters.ts';
import {
  applicationMethod,
  type CodeInput,
  type PromotionInput,
  type PromotionPatch,
  schedule,
} from './promotion-inputs.ts';
import { checkReferences } from './references.ts';
import { raiseVersion } from './versions.ts';

/** What each type of discount has to say (API notes, catalog section 5). */
const neededBy = {
  percent_off: ['percent_off'],
  amount_off: ['amount_off_money'],
  buy_x_get_y: [
    'qualifying_item_rules',
    'buy_min_quantity',
    'discounted_item_rules',
    'get_quantity',
    'get_percent_off',
  ],
} as const;

export function createPromotion(context: Context, mode: Mode, input: PromotionInput): PromotionRecord {
  const plane = planeOf(context, mode);
  const { codes = [], redemption_type, external_reference_id, metadata, ...rest } = input;
  const written = { discount_class: 'order', ...rest };
  const redemption = redemption_type ?? (codes.length > 0 ? 'code' : 'automatic');
  if (redemption === 'automatic' && codes.length > 0) {
    throw invalid('codes', 'An automatic promotion has no codes.', 'CODES_NOT_ALLOWED');
  }
  checkMethod(input.application_method);
  checkRules(plane, input);
  for (const [place, { code }] of codes.entries()) {
    checkCode(plane, code, `codes[${place}].code`);
    if (codes.findIndex((other) => sameCode(other.code, code)) !== place) throw duplicate(`codes[${place}].code`, code);
  }
  const at = timestamp(context);
  const promotion: PromotionRecord = {
    promotion_id: newId('promo', context.clock.now()),
    status: 'active',
    redemption_type: redemption,
    uses_count: 0,
    written,
    external_reference_id,
    metadata,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  plane.promotions[promotion.promotion_id] = promotion;
  for (const code of codes) createPromotionCode(context, mode, promotion, code);
  return promotion;
}

export function updatePromotion(context: Context, mode: Mode, promotion: PromotionRecord, patch: PromotionPatch): void {
  const { status, metadata: _metadata, external_reference_id, ...changes } = patch;
  const merged = patchedMetadata(promotion.metadata, patch.metadata);
  if (patch.application_method !== undefined) {
    checkMethod(patch.application_method);
    const before = applicationMethod.safeParse(promotion.written.application_method);
    if (before.data?.type !== patch.application_method.type) {
      const message = 'The kind of discount cannot change. Make a new promotion.';
      throw new ApiError(409, 'PROMOTION_SHAPE_IMMUTABLE', message, { param: 'application_method.type' });
    }
  }
  checkRules(planeOf(context, mode), patch);
  for (const [name, value] of Object.entries(changes)) if (value !== undefined) promotion.written[name] = value;
  if (status !== undefined) promotion.status = status;
  if (external_reference_id !== undefined) promotion.external_reference_id = external_reference_id;
  promotion.metadata = merged;
  raiseVersion(promotion, timestamp(context));
}

export function createPromotionCode(
  context: Context,
  mode: Mode,
  promotion: PromotionRecord,
  input: CodeInput,
): PromotionCodeRecord {
  const plane = planeOf(context, mode);
  if (promotion.redemption_type !== 'code') {
    throw new ApiError(409, 'PROMOTION_NOT_CODE_GATED', 'This promotion applies by itself and takes no codes.');
  }
  checkCode(plane, input.code, 'code');
  const at = timestamp(context);
  const code: PromotionCodeRecord = {
    ...input,
    promotion_code_id: newId('pcode', context.clock.now()),
    promotion_id: promotion.promotion_id,
    uses_count: 0,
    status: 'active',
    created_at: at,
    updated_at: at,
  };
  plane.promotion_codes[code.promotion_code_id] = code;
  return code;
}

/** `status` is computed (API notes, catalog section 5). Codes are never read back with their promotion. */
export function presentPromotion(context: Context, plane: Plane, promotion: PromotionRecord): Record<string, unknown> {
  const { written, version: _version, ...shown } = promotion;
  const codes = Object.values(plane.promotion_codes).filter(
    ({ promotion_id }) => promotion_id === promotion.promotion_id,
  );
  return {
    ...written,
    ...shown,
    status: promotionStatus(context, promotion, codes),
    merchant_id: context.store.state.merchant_id,
    codes_summary: {
      total_count: codes.length,
      active_count: codes.filter((code) => codeStatus(context, code) === 'active').length,
    },
  };
}

export function presentPromotionCode(context: Context, code: PromotionCodeRecord): Record<string, unknown> {
  return { ...code, status: codeStatus(context, code) };
}

export function codeStatus(context: Context, code: PromotionCodeRecord): string {
  if (code.expires_at !== undefined && Date.parse(code.expires_at) <= context.clock.now()) return 'expired';
  if (code.max_uses !== undefined && code.uses_count >= code.max_uses) return 'exhausted';
  return code.status;
}

function promotionStatus(context: Context, promotion: PromotionRecord, codes: readonly PromotionCodeRecord[]): string {
  if (promotion.status !== 'active') return promotion.status;
  const window = schedule.safeParse(promotion.written.schedule).data;
  const now = context.clock.now();
  if (window?.ends_at !== undefined && Date.parse(window.ends_at) <= now) return 'expired';
  if (window?.starts_at !== undefined && Date.parse(window.starts_at) > now) return 'not_yet_started';
  const gated = promotion.redemption_type === 'code';
  return gated && !codes.some((code) => codeStatus(context, code) === 'active') ? 'no_active_codes' : 'active';
}

function checkMethod(method: z.infer<typeof applicationMethod>): void {
  for (const name of neededBy[method.type]) {
    if (method[name] === undefined) {
      const param = `application_method.${name}`;
      throw invalid(param, `A ${method.type} promotion needs ${name}.`, 'FIELD_REQUIRED');
    }
  }
}

/** Ids hide inside the values of rules; each has to exist in this plane. */
function checkRules(plane: Plane, { application_method, eligibility_rules }: PromotionPatch): void {
  checkReferences(plane, application_method, 'application_method');
  checkReferences(plane, eligibility_rules, 'eligibility_rules');
}

/** A code is unique over all promotions of a plane, whatever its case. */
function checkCode(plane: Plane, code: string, param: string): void {
  if (Object.values(plane.promotion_codes).some((other) => sameCode(other.code, code))) throw duplicate(param, code);
}

function sameCode(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function duplicate(param: string, code: string): ApiError {
  return new ApiError(409, 'DUPLICATE_CODE', `The code ${code} exists already.`, { param });
}
