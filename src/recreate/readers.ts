import { listBundles, readBundle } from '../flint/bundles.ts';
import type { FlintClient } from '../flint/client.ts';
import { isMissingRoute, isNotFound } from '../flint/errors.ts';
import type { Listing } from '../flint/listing.ts';
import { listPaymentLinks } from '../flint/payment-links.ts';
import { readPaymentMethodDomains } from '../flint/payment-method-domains.ts';
import { listProducts, listVariants, type Product, readProduct, type Variant } from '../flint/products.ts';
import { listPromotionCodes } from '../flint/promotion-codes.ts';
import { listPromotions, readPromotion } from '../flint/promotions.ts';
import { listSubscriptionPlans, readSubscriptionPlan } from '../flint/subscription-plans.ts';
import { listWebhookEndpoints } from '../flint/webhook-endpoints.ts';
import type { WireRecord } from '../flint/wire/fields.ts';
import { cleanText } from '../flint/wire/text.ts';
import { knownDomain } from './domains.ts';
import type { Gate } from './gate.ts';
import type { ConfigurationKind, ConfigurationObject } from './inventory.ts';
import { textIn } from './raw.ts';
import { selectionsOf } from './selections.ts';

interface Reading {
  readonly client: FlintClient;
  readonly gate: Gate;
  readonly found: (...objects: readonly ConfigurationObject[]) => void;
}

/** How the objects of some kinds are read. */
interface Reader {
  readonly kinds: readonly [ConfigurationKind, ...ConfigurationKind[]];
  /** `not served`: this server is known to have no such collection. */
  readonly read: (reading: Reading) => Promise<undefined | 'not served'>;
}

/** One reader a collection. Lists are thinner than single reads (the API notes, catalog, section 3), so what is copied is read singly. */
export const readers: readonly Reader[] = [
  {
    kinds: ['product', 'variant'],
    read: async ({ client, gate, found }) => {
      await eachOf(gate, listProducts(client), async ({ id }) => {
        const { value: product } = await readProduct(client, id);
        const { value: variants } = await listVariants(client, id).all();
        found(
          object('product', product, product.name, {}),
          ...variants.map((variant) =>
            object('variant', variant, variantName(product, variant), { parentId: id, key: 'sku' }),
          ),
        );
      });
    },
  },
  {
    kinds: ['bundle'],
    read: async ({ client, gate, found }) => {
      await eachOf(gate, listBundles(client), async ({ id }) => {
        const { value: bundle } = await readBundle(client, id);
        found(object('bundle', bundle, bundle.name, { key: 'sku' }));
      });
    },
  },
  {
    kinds: ['subscription plan'],
    read: async ({ client, gate, found }) => {
      await eachOf(gate, listSubscriptionPlans(client), async ({ id }) => {
        const { value: plan } = await readSubscriptionPlan(client, id);
        found(object('subscription plan', plan, plan.name, {}));
      });
    },
  },
  {
    kinds: ['promotion'],
    read: async ({ client, gate, found }) => {
      await eachOf(gate, listPromotions(client), async ({ id }) => {
        const { value: promotion } = await readPromotion(client, id);
        found(object('promotion', promotion, promotion.name, {}));
      });
    },
  },
  {
    kinds: ['promotion code'],
    read: async ({ client, gate, found }) => {
      const codes = await whole(gate, listPromotionCodes(client, {}));
      found(
        ...codes.map((code) => object('promotion code', code, code.code, { parentId: code.promotionId, key: 'code' })),
      );
    },
  },
  {
    kinds: ['payment link'],
    read: async ({ client, gate, found }) => {
      const links = await whole(gate, listPaymentLinks(client));
      found(...links.map((link) => object('payment link', link, link.name, { key: 'url' })));
    },
  },
  {
    kinds: ['payment method domain'],
    read: async ({ client, gate, found }) => {
      const domains = await gate.run(async () => await readPaymentMethodDomains(client));
      if (domains === undefined) return 'not served';
      found(
        ...domains.value.map((domain) =>
          object('payment method domain', knownDomain(domain), domain.domainName, { key: 'domain_name' }),
        ),
      );
      return undefined;
    },
  },
  {
    kinds: ['webhook endpoint'],
    read: async ({ client, gate, found }) => {
      const endpoints = await whole(gate, listWebhookEndpoints(client));
      found(
        ...endpoints.map(({ id, url, enabled }) =>
          object('webhook endpoint', { id, raw: { url, enabled } }, url, { key: 'url' }),
        ),
      );
    },
  },
];

async function whole<Item>(gate: Gate, listing: Listing<Item>): Promise<readonly Item[]> {
  return await gate.run(async () => (await listing.all()).value);
}

/** Reads every item of a list by itself, a few at a time. One that was deleted since it was listed is left out. */
async function eachOf<Item extends { readonly id: string }>(
  gate: Gate,
  listing: Listing<Item>,
  read: (item: Item) => Promise<void>,
): Promise<void> {
  const items = await whole(gate, listing);
  await Promise.all(
    items.map(async (item) => {
      try {
        await gate.run(async () => await read(item));
      } catch (error) {
        if (!isNotFound(error) || isMissingRoute(error)) throw error;
      }
    }),
  );
}

function object(
  kind: ConfigurationKind,
  sent: { readonly id: string; readonly raw: WireRecord },
  name: string | undefined,
  other: { readonly parentId?: string | undefined; readonly key?: string },
): ConfigurationObject {
  const { id, raw } = sent;
  const externalReferenceId = textIn(raw, 'external_reference_id');
  const naturalKey = other.key === undefined ? undefined : textIn(raw, other.key);
  return {
    id,
    kind,
    name: name === undefined || name === '' ? id : name,
    ...(externalReferenceId === undefined ? {} : { externalReferenceId }),
    ...(naturalKey === undefined ? {} : { naturalKey }),
    ...(other.parentId === undefined ? {} : { parentId: other.parentId }),
    raw,
  };
}

function variantName(product: Product, variant: Variant): string {
  const choice = selectionsOf(variant.raw).map(({ value }) => cleanText(value, 80));
  const own = variant.name ?? (choice.length > 0 ? choice.join(' / ') : undefined);
  return own === undefined || own === product.name
    ? (product.name ?? variant.id)
    : `${product.name ?? product.id}, ${own}`;
}
