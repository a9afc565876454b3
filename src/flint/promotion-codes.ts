import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { nothing, resource } from './wire/envelope.ts';
import { id, integer, optionalId, text, time, type WireBody, withRaw } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/** A code a buyer types in; unique within a mode. `raw` is the object as sent, for building a copy of it. */
export type PromotionCode = z.output<typeof promotionCode>;

const promotionCode = withRaw(
  z
    .object({
      promotion_code_id: id,
      promotion_id: optionalId,
      code: text,
      status: optionalOpenEnum(['active', 'inactive', 'expired', 'exhausted']),
      max_uses: integer,
      expires_at: time,
    })
    .transform((wire) => ({
      id: wire.promotion_code_id,
      promotionId: wire.promotion_id,
      code: wire.code,
      status: wire.status,
      maximumUses: wire.max_uses,
      expiresAt: wire.expires_at,
    })),
);

/** Lists the codes of a promotion, or the one with exactly this text. */
export function listPromotionCodes(
  client: FlintClient,
  filter: { readonly promotionId?: string | undefined; readonly code?: string | undefined },
): Listing<PromotionCode> {
  const { promotionId, code } = filter;
  return list(client, {
    path: '/v1/promotion-codes',
    query: { promotion_id: promotionId, code },
    item: promotionCode,
    idOf: (item) => item.id,
    keep: (item) =>
      (promotionId === undefined || item.promotionId === undefined || item.promotionId === promotionId) &&
      (code === undefined || item.code === code),
  });
}

/** Adds a code to a promotion; `body` is in Flint's own field names. */
export async function createPromotionCode(
  client: FlintClient,
  wanted: { readonly promotionId: string; readonly body: WireBody; readonly idempotencyKey: string },
): Promise<Answer<PromotionCode>> {
  return await client.request({
    method: 'POST',
    path: path`/v1/promotions/${wanted.promotionId}/codes`,
    body: wanted.body,
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(promotionCode),
  });
}

/** Takes a code out of use. */
export async function deletePromotionCode(
  client: FlintClient,
  deleted: { readonly promotionId: string; readonly codeId: string; readonly idempotencyKey: string },
): Promise<Answer<undefined>> {
  const { promotionId, codeId, idempotencyKey } = deleted;
  const route = path`/v1/promotions/${promotionId}/codes/${codeId}`;
  const answer = await client.request({ method: 'DELETE', path: route, idempotencyKey, answer: nothing });
  return withValue(answer, undefined);
}
