import { type ApiOptions, features, type Quirks } from '../../../src/sandbox/index.ts';
import { type Fate, fates } from '../fates.ts';
import { type Random, randomOf } from './random.ts';

/** Everything that a seed decides about one launch. */
export interface Plan {
  readonly api: ApiOptions;
  readonly quirks: Quirks;
  /** In the words of the sandbox's own grammar. */
  readonly faults: readonly string[];
  /** What happens to the first run, the second, and so on; a run without an entry is left alone. */
  readonly blows: readonly (Blow | undefined)[];
}

/** A fate at the so-manieth boundary that a run meets. */
export interface Blow {
  readonly fate: Fate;
  readonly at: number;
}

export function planOf(seed: number): Plan {
  const random = randomOf(seed);
  return {
    api: apiOf(random),
    quirks: {
      nullForAbsent: random.chance(0.3),
      secretMissingOnReplay: random.chance(0.3),
      rotationOverlap: random.chance(0.3),
    },
    faults: Array.from({ length: random.whole(0, 6) }, () => faultOf(random)),
    blows: Array.from({ length: random.whole(0, 8) }, () => blowOf(random)),
  };
}

/** One of the generations, or a server in between. */
function apiOf(random: Random): ApiOptions {
  const general = random.one(['guide', '2026-09-07'] as const);
  if (random.chance(0.5)) return { default: general };
  const other = general === 'guide' ? '2026-09-07' : 'guide';
  const mixed = features.filter(() => random.chance(0.25)).map((feature) => [feature, other]);
  return { default: general, features: Object.fromEntries(mixed) };
}

function blowOf(random: Random): Blow | undefined {
  return random.chance(0.2) ? undefined : { fate: random.one(fates), at: random.whole(1, 320) };
}

const writes = [
  'POST /v1/webhook-endpoints',
  'POST /v1/webhook-endpoints/*/test-events',
  'POST /v1/products',
  'POST /v1/subscription-plans',
  'POST /v1/promotions',
  'POST /v1/promotions/*/codes',
  'POST /v1/orders',
  'POST /v1/checkout-sessions',
  'POST /v1/refunds',
];

const reads = [
  'GET /v1/webhook-endpoints',
  'GET /v1/webhook-events',
  'GET /v1/webhook-events/*',
  'GET /v1/orders',
  'GET /v1/orders/*',
  'GET /v1/checkout-sessions/*',
  'GET /v1/refunds',
  'GET /v1/refunds/*',
  'GET /v1/api-keys',
  'GET /v1/products',
  'GET /v1/promotions',
  'GET /v1/onboarding/state',
  '* /v1/**',
];

const effects = [
  'status=429 retry-after=1',
  'status=429 retry-after=none',
  'status=500',
  'status=502',
  'status=503',
  'status=504',
  'status=503 after-commit',
  'status=504 after-commit',
  'status=403',
  'status=404',
  'reset-before-commit',
  'reset-after-commit',
  'delay=200ms',
  'half-body',
  'html-page',
  'html-page=200',
  'html-page after-commit',
  'redirect',
  'wrong-mode',
  'no-mode',
  'wrong-merchant',
  'unknown-enum',
  'no-request-id',
  'odd-request-id',
  'null-for-absent',
  'no-secret-on-replay',
];

function faultOf(random: Random): string {
  if (random.chance(0.1)) return `DELIVERY * #${random.whole(1, 6)} ${random.one(['duplicate', 'delay=200ms'])}`;
  const route = random.one(random.chance(0.5) ? writes : reads);
  const first = random.whole(1, route.includes('**') ? 60 : 2);
  const last = first + random.one([0, 0, 0, 1, 3]);
  return `live ${route} #${first}-${last} ${random.one(effects)}`;
}
