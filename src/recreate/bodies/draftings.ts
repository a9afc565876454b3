import type { CopyKind } from '../copies.ts';
import type { ConfigurationKind } from '../inventory.ts';
import { draftBundle } from './bundle.ts';
import type { Drafting } from './draft.ts';
import { draftPaymentMethodDomain } from './payment-method-domain.ts';
import { draftProduct } from './product.ts';
import { draftPromotion } from './promotion.ts';
import { draftPromotionCode } from './promotion-code.ts';
import { draftSubscriptionPlan } from './subscription-plan.ts';

/** How the body of each kind is drafted. */
export const draftings: Readonly<Record<CopyKind, Drafting>> = {
  product: draftProduct,
  bundle: draftBundle,
  'subscription plan': draftSubscriptionPlan,
  promotion: draftPromotion,
  'promotion code': draftPromotionCode,
  'payment method domain': draftPaymentMethodDomain,
};

export function isCopyKind(kind: ConfigurationKind): kind is CopyKind {
  return Object.hasOwn(draftings, kind);
}
