import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { id, text, type WireBody, withRaw } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/**
 * A page anyone may pay on. The guide counts links as made at run time; one whose id or address stands in code is configuration all the
 * same (the API notes, catalog, section 2). `raw` is the object as sent.
 */
export type PaymentLink = z.output<typeof paymentLink>;

const paymentLink = withRaw(
  z
    .object({
      payment_link_id: id,
      name: text,
      url: text,
      status: optionalOpenEnum(['active', 'inactive']),
      external_reference_id: text,
    })
    .transform((wire) => ({
      id: wire.payment_link_id,
      name: wire.name,
      url: wire.url,
      status: wire.status,
      externalReferenceId: wire.external_reference_id,
    })),
);

/** Lists payment links. */
export function listPaymentLinks(client: FlintClient): Listing<PaymentLink> {
  return list(client, { path: '/v1/payment-links', item: paymentLink, idOf: (item) => item.id });
}

/** Reads one payment link. */
export async function readPaymentLink(client: FlintClient, linkId: string): Promise<Answer<PaymentLink>> {
  const route = path`/v1/payment-links/${linkId}`;
  return await client.request({ method: 'GET', path: route, answer: resource(paymentLink) });
}

/** Creates a payment link from a body in Flint's own field names; its address is new in each mode (the API notes, catalog, section 5). */
export async function createPaymentLink(
  client: FlintClient,
  wanted: { readonly body: WireBody; readonly idempotencyKey: string },
): Promise<Answer<PaymentLink>> {
  const { body, idempotencyKey } = wanted;
  const answer = resource(paymentLink);
  return await client.request({ method: 'POST', path: '/v1/payment-links', body, idempotencyKey, answer });
}
