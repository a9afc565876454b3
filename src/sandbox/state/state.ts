import { z } from 'zod';
import { planeRecord } from './plane.ts';

/** Rises when a state file of an older version can no longer be read as it is. */
export const stateVersion = 1;

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
  planes: z.object({ test: planeRecord, live: planeRecord }),
});
export type State = z.infer<typeof stateRecord>;
