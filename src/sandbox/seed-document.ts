import { z } from 'zod';

/** Start data that cannot be used. Nothing was started with them. */
export class SeedRefused extends Error {
  override readonly name = 'SeedRefused';
  /** Where in the document, such as `products[0].name`; empty for the document as a whole. */
  readonly place: string;
  readonly problem: string;

  constructor(place: string, problem: string) {
    super(`${place === '' ? 'The document' : `At ${place}`}: ${problem}`);
    this.place = place;
    this.problem = problem;
  }
}

const item = z.record(z.string(), z.unknown());
const items = z.array(item).optional();

const seedDocument = z.strictObject({
  business_name: z.string().min(1).optional(),
  products: items,
  bundles: items,
  subscription_plans: items,
  promotions: items,
  webhook_endpoints: items,
  settings: item.optional(),
});

/**
 * Start data for the test plane. Each entry is the body of the call that would create it, as the API notes give it, and is
 * checked as that call would check it. Where an id is wanted of something that only the seed creates, `seed:NAME` stands
 * for it, NAME being its sku or its external_reference_id. A webhook endpoint may bring its `secret` along.
 */
export type SeedDocument = z.infer<typeof seedDocument>;

/**
 * Takes any parsed JSON for start data; its entries are checked when they are planted.
 *
 * @throws SeedRefused when it does not have the form of a seed
 */
export function checkSeed(content: unknown): SeedDocument {
  const parsed = seedDocument.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const known = Object.keys(seedDocument.shape).join(', ');
    throw new SeedRefused(issue.keys[0] ?? '', `There is no such part. A seed has ${known}.`);
  }
  const place = (issue?.path ?? [])
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
  throw new SeedRefused(place, `${issue?.message ?? 'it cannot be used'}.`);
}
