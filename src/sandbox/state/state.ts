import { z } from 'zod';
import { sandboxRecord, signUpRecord } from './account-records.ts';
import { planeRecord } from './plane.ts';

/** Rises when a state file of an older version can no longer be read as it is; `migrations.ts` then brings it up. */
export const stateVersion = 2;

/** Everything the sandbox knows. */
export const stateRecord = z.object({
  version: z.literal(stateVersion),
  merchant_id: z.string(),
  business_name: z.string(),
  /** Ids of the keys and objects made at the first start; see `Samples`. */
  initial: z.object({
    test_key_id: z.string(),
    live_key_id: z.string(),
    product_id: z.string(),
    variant_ids: z.array(z.string()),
    second_product_id: z.string(),
    second_variant_id: z.string(),
    plan_id: z.string(),
    promotion_id: z.string(),
    promotion_code: z.string(),
    webhook_endpoint_id: z.string(),
    test_webhook_secret: z.string(),
    test_secret_key: z.string(),
    live_secret_key: z.string(),
  }),
  /** Sandboxes besides the default one. */
  sandboxes: z.record(z.string(), sandboxRecord),
  sign_ups: z.record(z.string(), signUpRecord),
  planes: z.object({ test: planeRecord, live: planeRecord }),
});
export type State = z.infer<typeof stateRecord>;
