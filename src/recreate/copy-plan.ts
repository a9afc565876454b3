import type { Copy } from './copies.ts';
import type { ConfigurationKind } from './inventory.ts';
import type { Match } from './twins.ts';

/** An object that production has already. `differs` names the fields in which it is unlike the sandbox's; it is left as it is. */
export interface AlreadyThere {
  readonly from: string;
  readonly to: string;
  readonly kind: ConfigurationKind;
  readonly name: string;
  readonly matchedBy: Match;
  readonly differs: readonly string[];
}

/** An option, or an option value, of a product that production has already. */
export interface OptionTwin {
  readonly from: string;
  readonly to: string;
  /** The product's id in the sandbox. */
  readonly productId: string;
}

/** An object that a person has to see to, and why, in sentences. */
export interface ByHand {
  readonly id: string;
  readonly kind: ConfigurationKind;
  readonly name: string;
  readonly why: string;
}

/** What has to happen so that production has everything that the given ids stand for. */
export interface CopyPlan {
  /** With all variants of every product that is there. */
  readonly alreadyThere: readonly AlreadyThere[];
  /** The options and option values of products that are there. */
  readonly options: readonly OptionTwin[];
  /** In an order in which each comes after what it needs. */
  readonly copies: readonly Copy[];
  readonly byHand: readonly ByHand[];
  /** Given ids that are production's own. */
  readonly production: readonly string[];
  /** Given ids that neither plane knows: another vendor's look-alike, another merchant's, deleted. */
  readonly unknown: readonly string[];
}
