import { z } from 'zod';
import type { FlintClient } from './client.ts';
import { type Listing, list } from './listing.ts';
import { id, text, withRaw } from './wire/fields.ts';
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
