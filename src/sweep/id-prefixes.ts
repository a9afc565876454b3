/**
 * What an id stands for when going live:
 * - `copyable`: configuration that exists once per mode and is re-created in live;
 * - `live only`: configuration that never exists in test mode;
 * - `run time`: made by use (an order, a customer); never copied;
 * - `shared`: the same in both modes (the merchant, a person);
 * - `credential`: names a key, a sandbox or a data plane.
 */
export type IdUse = 'copyable' | 'live only' | 'run time' | 'shared' | 'credential';

/** One row of the prefix table. */
export interface IdPrefix {
  /** With its underscore, as in `prod_`. */
  readonly prefix: string;
  /** In words for people, as in `product`. */
  readonly kind: string;
  readonly use: IdUse;
}

const kindsByUse: Readonly<Record<IdUse, Readonly<Record<string, string>>>> = {
  copyable: {
    prod: 'product',
    var: 'variant',
    opt: 'option',
    optv: 'option value',
    bun: 'bundle',
    bunc: 'bundle component',
    ctg: 'category',
    mg: 'modifier group',
    ms: 'modifier set',
    plan: 'subscription plan',
    promo: 'promotion',
    pcode: 'promotion code',
    ipt: 'invoice payment term',
    pl: 'payment link',
    pmdom: 'payment method domain',
    whep: 'webhook endpoint',
    loc: 'location',
    dprof: 'delivery profile',
    dmet: 'delivery method',
    dzone: 'delivery zone',
    dls: 'delivery location set',
    dcb: 'delivery rate callback',
    drate: 'delivery rate',
    invi: 'inventory item',
    invp: 'inventory policy',
    dev: 'device',
    rrsn: 'return reason',
    rpol: 'return policy',
    rl: 'risk list',
    rule: 'risk rule',
  },
  'live only': { pdest: 'payout destination' },
  'run time': {
    cus: 'customer',
    ord: 'order',
    li: 'line item',
    opat: 'order payment attempt',
    pi: 'payment intent',
    pm: 'payment method',
    cs: 'checkout session',
    ref: 'refund',
    sub: 'subscription',
    inv: 'invoice',
    cn: 'credit note',
    po: 'payout',
    btxn: 'balance transaction',
    ful: 'fulfilment',
    shp: 'shipment',
    whev: 'webhook event',
    wdel: 'webhook delivery',
    rlog: 'request log',
  },
  shared: { mer: 'merchant', org: 'organization', usr: 'user', papp: 'partner app' },
  credential: { key: 'API key', menv: 'merchant environment', test: 'sandbox' },
};

/** The prefix table (the API notes, catalog, section 2). */
export const idPrefixes: readonly IdPrefix[] = readTable();

function readTable(): IdPrefix[] {
  const uses: readonly IdUse[] = ['copyable', 'live only', 'run time', 'shared', 'credential'];
  return uses.flatMap((use) =>
    Object.entries(kindsByUse[use]).map(([stem, kind]) => ({ prefix: `${stem}_`, kind, use })),
  );
}

const rowsByPrefix = new Map(idPrefixes.map((row) => [row.prefix, row]));

/** The row for an id such as `prod_1kmn0aExample`; undefined when the prefix is not one of Flint's. */
export function prefixOf(id: string): IdPrefix | undefined {
  return rowsByPrefix.get(id.slice(0, id.indexOf('_') + 1));
}
