import type { ConfigurationKind } from './inventory.ts';

/** The kind that the prefix of an id tells (the API notes, catalog, section 2); undefined for what is no configuration. */
export function kindOfId(id: string): ConfigurationKind | undefined {
  return kindsByPrefix[id.slice(0, id.indexOf('_'))];
}

const kindsByPrefix: Readonly<Record<string, ConfigurationKind>> = {
  prod: 'product',
  var: 'variant',
  bun: 'bundle',
  plan: 'subscription plan',
  promo: 'promotion',
  pcode: 'promotion code',
  pl: 'payment link',
  pmdom: 'payment method domain',
  whep: 'webhook endpoint',
};
