import type { WireBody } from '../flint/wire/fields.ts';
import type { CategoryBody } from './categories.ts';
import type { ConfigurationKind } from './inventory.ts';
import type { Selection } from './selections.ts';

/** The kinds that are copied by one write each; variants travel with their product. */
export type CopyKind = Extract<
  ConfigurationKind,
  'product' | 'bundle' | 'subscription plan' | 'promotion' | 'promotion code' | 'payment method domain'
>;

/** What tells a variant from its siblings. All texts but `name` are as sent. */
export interface VariantIdentity {
  readonly from: string;
  readonly name: string;
  readonly sku?: string;
  readonly externalReferenceId?: string;
  readonly selections: readonly Selection[];
}

/** A variant of a product copy, with its own part of the body. */
export interface VariantCopy extends VariantIdentity {
  readonly body: WireBody;
}

/** An object of the sandbox that is to be made in production. Plain data. */
export interface Copy {
  /** Its id in the sandbox. */
  readonly from: string;
  readonly kind: CopyKind;
  readonly name: string;
  /** Sandbox ids of the copies in the same plan that have to exist before this one. */
  readonly needs: readonly string[];
  /** What a person should know about this copy, in sentences. */
  readonly notes: readonly string[];
  /** The body of the create request, from documented request fields only. Other objects are still named by their sandbox ids. */
  readonly body: WireBody;
  /** Every sandbox id in `body` that has to be swapped. */
  readonly references: readonly string[];
  /** The variants of a product that are made with it. */
  readonly variants: readonly VariantCopy[];
  /** The variant that is sold when only the product is named. */
  readonly defaultVariant?: string;
  /** The promotion that a code belongs to. */
  readonly promotion?: string;
  /** Categories that production lacks so far. */
  readonly categories: readonly CategoryBody[];
  /** Made active and then switched off, because a create cannot say it (the API notes, catalog, section 5). */
  readonly switchOff: boolean;
}
