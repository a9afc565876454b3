import { type Answer, withValue } from '../flint/answer.ts';
import { createBundle, listBundles, readBundle } from '../flint/bundles.ts';
import type { FlintClient } from '../flint/client.ts';
import { failureAbout } from '../flint/errors.ts';
import type { Listing } from '../flint/listing.ts';
import {
  createPaymentMethodDomain,
  listPaymentMethodDomains,
  readPaymentMethodDomain,
} from '../flint/payment-method-domains.ts';
import { createProduct, listProducts, listVariants, readProduct } from '../flint/products.ts';
import { createPromotionCode, listPromotionCodes } from '../flint/promotion-codes.ts';
import { createPromotion, listPromotions, readPromotion } from '../flint/promotions.ts';
import { createSubscriptionPlan, listSubscriptionPlans, readSubscriptionPlan } from '../flint/subscription-plans.ts';
import type { WireBody, WireRecord } from '../flint/wire/fields.ts';
import type { Copy, CopyKind } from './copies.ts';
import { knownDomain } from './domains.ts';
import { textIn } from './raw.ts';

/** An object as it is known from a list or an answer. */
export interface Known {
  readonly id: string;
  readonly raw: WireRecord;
}

/** An object of production read by itself, a product with its variants. */
export interface Made extends Known {
  readonly variants: readonly Known[];
}

/** The calls for one kind. */
interface Resource {
  /** Those that may be the copy: with its external reference or, for a code or a domain, its text. */
  readonly candidates: (client: FlintClient, copy: Copy) => Pick<Listing<Known>, 'all'>;
  /** A kind without any place for our marker: its text alone says that it is the copy. */
  readonly hasNoMark?: true;
  readonly create: (
    client: FlintClient,
    wanted: { readonly body: WireBody; readonly idempotencyKey: string; readonly promotionId: string | undefined },
  ) => Promise<Answer<Known>>;
  readonly read: (client: FlintClient, id: string, copy: Copy) => Promise<Answer<Made>>;
}

/** How each kind is looked up, made and read. */
export const resources: Readonly<Record<CopyKind, Resource>> = {
  product: {
    candidates: (client, copy) => listProducts(client, byReference(copy)),
    create: createProduct,
    read: async (client, id) => {
      const answer = await readProduct(client, id);
      const variants = await listVariants(client, id).all();
      return withValue(answer, { ...answer.value, variants: variants.value });
    },
  },
  bundle: {
    candidates: (client, copy) => listBundles(client, byReference(copy)),
    create: createBundle,
    read: async (client, id) => withoutVariants(await readBundle(client, id)),
  },
  'subscription plan': {
    candidates: (client, copy) => listSubscriptionPlans(client, byReference(copy)),
    create: createSubscriptionPlan,
    read: async (client, id) => withoutVariants(await readSubscriptionPlan(client, id)),
  },
  promotion: {
    candidates: (client, copy) => listPromotions(client, byReference(copy)),
    create: createPromotion,
    read: async (client, id) => withoutVariants(await readPromotion(client, id)),
  },
  'promotion code': {
    candidates: (client, copy) => listPromotionCodes(client, { code: textIn(copy.body, 'code') }),
    create: async (client, { promotionId, ...wanted }) => {
      if (promotionId === undefined) throw new RangeError('A promotion code is made in a promotion.');
      return await createPromotionCode(client, { ...wanted, promotionId });
    },
    // A code has no read of its own (the API notes, catalog, section 5).
    read: async (client, id, copy) => {
      const codes = await listPromotionCodes(client, { code: textIn(copy.body, 'code') }).all();
      const code = codes.value.find((entry) => entry.id === id);
      if (code !== undefined) return withoutVariants(withValue(codes, code));
      throw failureAbout(codes.evidence, 'not-found', 'the code is not listed');
    },
  },
  'payment method domain': {
    hasNoMark: true,
    candidates: (client, copy) => ({ all: async () => await domainsNamed(client, textIn(copy.body, 'domain_name')) }),
    create: async (client, { body, idempotencyKey }) => {
      const domainName = textIn(body, 'domain_name') ?? '';
      const answer = await createPaymentMethodDomain(client, { domainName, idempotencyKey });
      return withValue(answer, knownDomain(answer.value));
    },
    read: async (client, id) => {
      const answer = await readPaymentMethodDomain(client, id);
      return withoutVariants(withValue(answer, knownDomain(answer.value)));
    },
  },
};

/** There is no filter by name. That a server has such hosts at all was seen when its configuration was read. */
async function domainsNamed(client: FlintClient, name: string | undefined): Promise<Answer<readonly Known[]>> {
  const answer = await listPaymentMethodDomains(client).all();
  const domains = answer.value.map(knownDomain);
  return withValue(
    answer,
    domains.filter(({ raw }) => raw.domain_name === name),
  );
}

function byReference(copy: Copy): { readonly externalReferenceId: string | undefined } {
  return { externalReferenceId: textIn(copy.body, 'external_reference_id') };
}

function withoutVariants(answer: Answer<Known>): Answer<Made> {
  const { id, raw } = answer.value;
  return withValue(answer, { id, raw, variants: [] });
}
