import { z } from 'zod';
import {
  dateTimeInput,
  externalReferenceInput,
  metadataInput,
  metadataPatch,
  moneyInput,
} from '../transport/inputs.ts';

/** Request bodies of promotions and their codes (API notes, catalog section 5). */

const rules = z.union([z.array(z.unknown()), z.looseObject({})]);

export const applicationMethod = z.strictObject({
  type: z.enum(['percent_off', 'amount_off', 'buy_x_get_y']),
  percent_off: z.number().min(1).max(100).optional(),
  amount_off_money: moneyInput.optional(),
  currency_options: z.looseObject({}).optional(),
  qualifying_item_rules: rules.optional(),
  buy_min_quantity: z.int().optional(),
  discounted_item_rules: rules.optional(),
  get_quantity: z.int().optional(),
  get_percent_off: z.number().optional(),
  allocation: z.enum(['each', 'across']).optional(),
  calculation_basis: z.enum(['subtotal_pre_tax', 'subtotal_post_tax']).optional(),
  max_discounted_quantity: z.int().optional(),
  max_applications_per_order: z.int().optional(),
  reward_selection: z.enum(['cheapest', 'highest_price', 'first_added']).optional(),
  recurrence: z.looseObject({}).optional(),
});

export const schedule = z.strictObject({
  starts_at: dateTimeInput.optional(),
  ends_at: dateTimeInput.optional(),
  timezone: z.string().optional(),
});

const fields = {
  display_name: z.string().optional(),
  description: z.string().optional(),
  discount_class: z.enum(['order', 'line_item', 'service_charge']).optional(),
  eligibility_rules: rules.optional(),
  combines_with: z
    .strictObject({
      order: z.boolean().optional(),
      line_item: z.boolean().optional(),
      service_charge: z.boolean().optional(),
    })
    .optional(),
  exclusivity: z
    .strictObject({
      group: z.string(),
      selection: z.enum(['best_of', 'highest_priority']),
      priority: z.int().optional(),
    })
    .optional(),
  schedule: schedule.optional(),
  stacking_mode: z.enum(['continue', 'stop_after']).optional(),
  max_uses: z.int().optional(),
};

export const codeInput = z.strictObject({
  code: z.string().min(1).max(100),
  max_uses: z.int().optional(),
  expires_at: dateTimeInput.optional(),
  timezone: z.string().optional(),
  metadata: metadataInput.optional(),
});
export type CodeInput = z.infer<typeof codeInput>;

export const promotionInput = z.strictObject({
  ...fields,
  name: z.string().min(1),
  application_method: applicationMethod,
  redemption_type: z.enum(['automatic', 'code']).optional(),
  codes: z.array(codeInput).optional(),
  external_reference_id: externalReferenceInput.optional(),
  metadata: metadataInput.optional(),
});
export type PromotionInput = z.infer<typeof promotionInput>;

/** How a promotion is redeemed never changes, so it is no field of a patch. */
export const promotionPatch = z.strictObject({
  ...fields,
  name: z.string().min(1).optional(),
  application_method: applicationMethod.optional(),
  external_reference_id: externalReferenceInput.optional(),
  status: z.enum(['active', 'inactive']).optional(),
  metadata: metadataPatch.optional(),
});
export type PromotionPatch = z.infer<typeof promotionPatch>;
