import { z } from 'zod';
import type { Answer } from './answer.ts';
import type { FlintClient } from './client.ts';
import { whereServed } from './generations.ts';
import { type Listing, list } from './listing.ts';
import { path } from './transport/path.ts';
import { resource } from './wire/envelope.ts';
import { id, text } from './wire/fields.ts';
import { optionalOpenEnum } from './wire/open-enum.ts';

/** A host that may show Apple Pay and Google Pay, registered in the mode of the key (the API notes, catalog, section 5). */
export type PaymentMethodDomain = z.output<typeof paymentMethodDomain>;

const paymentMethodDomain = z
  .object({
    payment_method_domain_id: id,
    domain_name: text,
    status: optionalOpenEnum(['active', 'inactive']),
    validation_status: optionalOpenEnum(['active', 'action_required', 'unavailable']),
  })
  .transform((wire) => ({
    id: wire.payment_method_domain_id,
    domainName: wire.domain_name,
    status: wire.status,
    validation: wire.validation_status,
  }));

/** Reads all domains; there is no filter by name. Undefined where the server has no such route, as the guide's generation. */
export async function readPaymentMethodDomains(
  client: FlintClient,
): Promise<Answer<readonly PaymentMethodDomain[]> | undefined> {
  return await whereServed(client, 'payment method domains', '2026-09-07', () =>
    listPaymentMethodDomains(client).all(),
  );
}

/** Lists the domains of a server that has them; another answers 404. */
export function listPaymentMethodDomains(client: FlintClient): Listing<PaymentMethodDomain> {
  return list(client, { path: '/v1/payment-method-domains', item: paymentMethodDomain, idOf: (domain) => domain.id });
}

/** Reads one domain. */
export async function readPaymentMethodDomain(
  client: FlintClient,
  domainId: string,
): Promise<Answer<PaymentMethodDomain>> {
  const route = path`/v1/payment-method-domains/${domainId}`;
  return await client.request({ method: 'GET', path: route, answer: resource(paymentMethodDomain) });
}

/** Registers an exact host: no scheme, path, port or wildcard. What a repeated name does is not documented: list first. */
export async function createPaymentMethodDomain(
  client: FlintClient,
  wanted: { readonly domainName: string; readonly idempotencyKey: string },
): Promise<Answer<PaymentMethodDomain>> {
  return await client.request({
    method: 'POST',
    path: '/v1/payment-method-domains',
    body: { domain_name: wanted.domainName },
    idempotencyKey: wanted.idempotencyKey,
    answer: resource(paymentMethodDomain),
  });
}

/** Switches a domain on or off. */
export async function updatePaymentMethodDomain(
  client: FlintClient,
  change: {
    readonly domainId: string;
    readonly status: 'active' | 'inactive';
    readonly idempotencyKey: string;
  },
): Promise<Answer<PaymentMethodDomain>> {
  return await client.request({
    method: 'PATCH',
    path: path`/v1/payment-method-domains/${change.domainId}`,
    body: { status: change.status },
    idempotencyKey: change.idempotencyKey,
    answer: resource(paymentMethodDomain),
  });
}
