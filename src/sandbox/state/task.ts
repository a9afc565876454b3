import { z } from 'zod';

/** Something that happens when its time has come, kept in the state so that it also happens after a restart. */
export const taskRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('settle-refund'), at: z.number(), refund_id: z.string() }),
  z.object({ kind: z.literal('expire-checkout-session'), at: z.number(), checkout_session_id: z.string() }),
  z.object({ kind: z.literal('announce-capability'), at: z.number(), capability: z.string() }),
  z.object({ kind: z.literal('deliver'), at: z.number(), webhook_delivery_id: z.string() }),
]);
export type Task = z.infer<typeof taskRecord>;
