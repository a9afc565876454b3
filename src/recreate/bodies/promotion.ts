import { byHand, notes } from '../copy.ts';
import { markedFields } from '../marker.ts';
import { pick, recordIn } from '../raw.ts';
import { idsIn } from '../references.ts';
import { type Drafting, draftOf, metadataNotes } from './draft.ts';

const promotionFields = [
  'name',
  'display_name',
  'description',
  'discount_class',
  'redemption_type',
  'eligibility_rules',
  'combines_with',
  'exclusivity',
  'schedule',
  'stacking_mode',
  'max_uses',
];

const discountFields = [
  'type',
  'percent_off',
  'amount_off_money',
  'currency_options',
  'qualifying_item_rules',
  'buy_min_quantity',
  'discounted_item_rules',
  'get_quantity',
  'get_percent_off',
  'allocation',
  'calculation_basis',
  'max_discounted_quantity',
  'max_applications_per_order',
  'reward_selection',
  'recurrence',
];

/** A promotion without its codes, which are copies of their own. Ids hide inside the values of its rules (the API notes, catalog, section 5). */
export const draftPromotion: Drafting = (promotion, { sandbox }) => {
  const { raw } = promotion;
  const discount = recordIn(raw, 'application_method');
  if (discount === undefined) return { byHand: byHand.unclearDiscount };
  if (raw.status === 'expired') return { byHand: byHand.promotionEnded };
  const fields = { ...pick(raw, promotionFields), application_method: pick(discount, discountFields) };
  const switchOff = raw.status === 'inactive';
  const codesUnread = sandbox.unread.find(({ kind }) => kind === 'promotion code');
  return draftOf(
    { ...fields, ...markedFields(promotion.id, raw, { reference: true }) },
    {
      references: idsIn(fields, (text) => sandbox.objects.has(text)),
      switchOff,
      notes: [
        ...(switchOff ? [notes.switchedOff] : []),
        ...(raw.status === 'exhausted' ? [notes.usesStartAgain] : []),
        ...(raw.redemption_type === 'code' && codesUnread !== undefined
          ? [notes.codesUnread(codesUnread.because)]
          : []),
        ...metadataNotes(raw, sandbox),
      ],
    },
  );
};
