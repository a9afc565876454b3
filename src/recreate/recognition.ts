import type { WireRecord } from '../flint/wire/fields.ts';
import type { ConfigurationKind, ConfigurationObject, Inventory } from './inventory.ts';
import { isArchived, recordIn, textIn } from './raw.ts';
import { variantsOf } from './variants.ts';

/** What tells that an object which carries a mark is indeed the one that is meant. All texts are as sent. */
export interface Likeness {
  readonly kind: ConfigurationKind;
  readonly name: string | undefined;
  /** Of a product's variants, or of a bundle. */
  readonly skus: readonly string[];
  /** A promotion code's text, a domain's host, or an endpoint's or link's URL. */
  readonly key: string | undefined;
  /** What a promotion takes off. */
  readonly discount: string | undefined;
}

/** The likeness of an object, or of the body that makes one; `variants` are those of a product. */
export function likenessOf(kind: ConfigurationKind, raw: WireRecord, variants: readonly WireRecord[]): Likeness {
  const own = kind === 'product' ? variants.map((variant) => textIn(variant, 'sku')) : [textIn(raw, 'sku')];
  return {
    kind,
    name: textIn(raw, 'name'),
    skus: own.flatMap((sku) => sku ?? []),
    key: keyOf(kind, raw),
    discount: kind === 'promotion' ? discountOf(raw) : undefined,
  };
}

/** The likeness of an object of an inventory, with its variants that are in use. */
export function likenessIn(inventory: Inventory, { id, kind, raw }: ConfigurationObject): Likeness {
  const variants = kind === 'product' ? variantsOf(id, inventory).map((variant) => variant.raw) : [];
  return likenessOf(
    kind,
    raw,
    variants.filter((variant) => !isArchived(variant)),
  );
}

/**
 * Whether one may be the other under a mark they share: either may have been renamed since, or given other SKUs, but not everything at
 * once. Planning and applying ask this same question, so that neither makes what the other takes for there.
 */
export function isSameThing(one: Likeness, other: Likeness): boolean {
  if (one.kind !== other.kind) return false;
  const same = (left: string | undefined, right: string | undefined) => left !== undefined && left === right;
  return (
    same(one.name, other.name) ||
    same(one.key, other.key) ||
    same(one.discount, other.discount) ||
    one.skus.some((sku) => other.skus.includes(sku))
  );
}

function keyOf(kind: ConfigurationKind, raw: WireRecord): string | undefined {
  if (kind === 'promotion code') return textIn(raw, 'code')?.toLowerCase();
  return textIn(raw, kind === 'payment method domain' ? 'domain_name' : 'url');
}

function discountOf(raw: WireRecord): string | undefined {
  const discount = recordIn(raw, 'application_method');
  if (discount === undefined) return undefined;
  const money = recordIn(discount, 'amount_off_money');
  return JSON.stringify([discount.type, discount.percent_off ?? null, money?.amount ?? null, money?.currency ?? null]);
}
