import type { WireBody, WireRecord } from '../../flint/wire/fields.ts';
import { byHand, notes } from '../copy.ts';
import { markedFields } from '../marker.ts';
import { isFilled, pick, recordsIn, textIn } from '../raw.ts';
import { type Drafting, draftOf, leftOut, metadataNotes } from './draft.ts';
import { imagesOf } from './images.ts';

const planFields = [
  'name',
  'currency',
  'billing_interval',
  'billing_interval_count',
  'description',
  'trial_period_days',
  'setup_fee_money',
  'contract_term_months',
  'early_termination_fee_money',
  'quantity_options',
];

/** A plan with its lines (the API notes, catalog, section 5). */
export const draftSubscriptionPlan: Drafting = (plan, { sandbox }) => {
  const { raw } = plan;
  const read = recordsIn(raw, 'line_items');
  const lines = read.map(planLine).filter((line) => line !== undefined);
  if (lines.length < read.length) return { byHand: byHand.unclearLines };
  const images = imagesOf(raw);
  const body = {
    ...pick(raw, planFields),
    ...(lines.length > 0 ? { line_items: lines } : {}),
    ...images.body,
    ...markedFields(plan.id, raw, { reference: true }),
  };
  const references = lines.flatMap((line) => textIn(line, 'variant_id') ?? textIn(line, 'bundle_id') ?? []);
  return draftOf(body, {
    references: [...new Set(references)],
    notes: [
      ...leftOut(raw, {
        billing_interval_options: 'Its further billing intervals',
        subscription_delivery_method_ids: 'Its delivery methods',
        inventory_routing_source: 'Its inventory routing',
      }),
      ...(read.some(({ modifiers }) => isFilled(modifiers)) ? [notes.leftOut('The modifiers of its lines')] : []),
      ...(read.some(({ tax }) => isFilled(tax)) ? [notes.leftOut('The tax details of its lines')] : []),
      ...images.notes,
      ...metadataNotes(raw, sandbox),
    ],
  });
};

/** One line: a variant or bundle, whose name and price Flint takes from the catalog, or a name with a price. */
function planLine(line: WireRecord): WireBody | undefined {
  const shared = ['quantity', 'description'];
  if (textIn(line, 'variant_id') !== undefined) return pick(line, ['variant_id', ...shared]);
  if (textIn(line, 'bundle_id') !== undefined) return pick(line, ['bundle_id', ...shared]);
  if (textIn(line, 'name') === undefined || !isFilled(line.unit_price_money)) return undefined;
  return pick(line, ['name', 'unit_price_money', ...shared]);
}
