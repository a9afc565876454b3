import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { nothing, resource } from './wire/envelope.ts';
import { id, text, type WireBody, withRaw } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/**
 * What the guide calls a coupon. `raw` is the object as sent, for building a copy of it; its texts are not fit to be shown, and ids of
 * other objects hide in its rules.
 */
export type Promotion = z.output<typeof promotion>;

const promotion = withRaw(
  z
    .object({
      promotion_id: id,
      name: text,
      status: optionalOpenEnum([
        'active',
        'inactive',
        'expired',
        'not_yet_started',
        'exhausted',
        'no_active_codes',
        'archived',
      ]),
      redemption_type: optionalOpenEnum(['automatic', 'code']),
      external_reference_id: text,
    })
    .transform((wire) => ({
      id: wire.promotion_id,
      name: wire.name,
      status: wire.status,
      redemptionType: wire.redemption_type,
      externalReferenceId: wire.external_reference_id,
    })),
);

/** Lists promotions. */
export function listPromotions(
  client: FlintClient,
  filter: { readonly externalReferenceId?: string | undefined } = {},
): Listing<Promotion> {
  const { externalReferenceId } = filter;
  return list(client, {
    path: '/v1/promotions',
    query: { external_reference_id: externalReferenceId },
    item: promotion,
    idOf: (item) => item.id,
    keep: (item) => externalReferenceId === undefined || item.externalReferenceId === externalReferenceId,
  });
}

/** Reads one promotion. */
export async function readPromotion(client: FlintClient, promotionId: string): Promise<Answer<Promotion>> {
  const route = path`/v1/promotions/${promotionId}`;
  return await client.request({ method: 'GET', path: route, answer: resource(promotion) });
}

/** Creates a promotion from a body in Flint's own field names (the API notes, catalog, section 5). */
export async function createPromotion(
  client: FlintClient,
  wanted: { readonly body: WireBody; readonly idempotencyKey: string },
): Promise<Answer<Promotion>> {
  return await client.request({
    method: 'POST',
    path: '/v1/promotions',
    body: wanted.body,
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(promotion),
  });
}

/** Archives a promotion. */
export async function archivePromotion(
  client: FlintClient,
  archived: { readonly promotionId: string; readonly idempotencyKey: string },
): Promise<Answer<undefined>> {
  const { promotionId, idempotencyKey } = archived;
  const route = path`/v1/promotions/${promotionId}`;
  const answer = await client.request({ method: 'DELETE', path: route, idempotencyKey, answer: nothing });
  return withValue(answer, undefined);
}
