import { adoptionOf, type Counterpart } from './adoption.ts';
import { draftings, isCopyKind } from './bodies/draftings.ts';
import { childrenOf } from './children.ts';
import type { Copy, CopyKind } from './copies.ts';
import { byHand, notes } from './copy.ts';
import type { AlreadyThere, ByHand, CopyPlan, OptionTwin } from './copy-plan.ts';
import { isHalfMade } from './half-made.ts';
import type { ConfigurationObject, Inventory, Planes } from './inventory.ts';
import { kindOfId } from './kind-of-id.ts';
import { type OptionOwner, optionOwners } from './option-owners.ts';
import { isArchived, textIn } from './raw.ts';
import { TwinFinder } from './twins.ts';

/** Plans the copies for the given ids and for all that these need: a plan or bundle its products, a promotion what its rules name. */
export function planCopies(ids: readonly string[], sandbox: Inventory, production: Inventory): CopyPlan {
  return new Planning(sandbox, production).plan([...new Set(ids)]);
}

type Outcome =
  | { readonly is: 'there'; readonly to: string }
  | { readonly is: 'copied' }
  | { readonly is: 'by hand'; readonly why: string };

class Planning {
  readonly #planes: Planes;
  readonly #sandbox: Inventory;
  readonly #production: Inventory;
  readonly #twins: TwinFinder;
  readonly #optionOwners: ReadonlyMap<string, OptionOwner>;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #alreadyThere: AlreadyThere[] = [];
  readonly #options: OptionTwin[] = [];
  readonly #copies: Copy[] = [];
  readonly #byHand: ByHand[] = [];

  constructor(sandbox: Inventory, production: Inventory) {
    this.#planes = { sandbox, production };
    this.#sandbox = sandbox;
    this.#production = production;
    this.#twins = new TwinFinder(sandbox, production);
    this.#optionOwners = optionOwners(sandbox);
  }

  plan(ids: readonly string[]): CopyPlan {
    const inProduction: string[] = [];
    const unknown: string[] = [];
    const liveOptions = optionOwners(this.#production);
    for (const id of ids) {
      const object = this.#sandbox.objects.get(id);
      if (this.#production.objects.has(id) || liveOptions.has(id)) inProduction.push(id);
      else if (object !== undefined) this.#visit(object);
      else if (!this.#setAside(id)) unknown.push(id);
    }
    return {
      alreadyThere: this.#alreadyThere,
      options: this.#options,
      copies: this.#copies,
      byHand: this.#byHand,
      production: inProduction,
      unknown,
    };
  }

  /** Ids that the inventories cannot tell about: of a kind that was not read, or part of a product. */
  #setAside(id: string): boolean {
    const kind = kindOfId(id);
    const unread = [...this.#sandbox.unread, ...this.#production.unread].find((entry) => entry.kind === kind);
    if (unread !== undefined) {
      this.#byHand.push({ id, kind: unread.kind, name: id, why: byHand.unread(unread.because) });
      return true;
    }
    const owner = this.#optionOwners.get(id);
    const product = owner && this.#sandbox.objects.get(owner.productId);
    if (owner === undefined || product === undefined) return false;
    const outcome = this.#visit(product);
    // The copy of the product brings its options along, as far as variants that are in use have them.
    const isSeenTo = outcome.is === 'copied' ? owner.isInUse : this.#options.some(({ from }) => from === id);
    if (isSeenTo) return true;
    const why = owner.isInUse ? byHand.option : byHand.optionArchived;
    this.#byHand.push({ id, kind: 'product', name: product.name, why });
    return true;
  }

  #visit(object: ConfigurationObject): Outcome {
    const known = this.#outcomes.get(object.id);
    if (known !== undefined) return known;
    // Should the way from here lead back here, this is what it finds.
    this.#outcomes.set(object.id, { is: 'by hand', why: byHand.circle });
    const outcome = object.kind === 'variant' ? this.#variant(object) : this.#decide(object);
    this.#outcomes.set(object.id, outcome);
    if (outcome.is === 'by hand') {
      this.#byHand.push({ id: object.id, kind: object.kind, name: object.name, why: outcome.why });
    }
    if (object.kind === 'promotion' && outcome.is !== 'by hand') this.#visitCodes(object);
    return outcome;
  }

  #variant(variant: ConfigurationObject): Outcome {
    const product = this.#sandbox.objects.get(variant.parentId ?? '');
    if (product === undefined) return { is: 'by hand', why: byHand.parentUnknown };
    const outcome = this.#visit(product);
    if (outcome.is === 'by hand') return { is: 'by hand', why: byHand.dependsOn([product.name], outcome.why) };
    const there = this.#alreadyThere.find(({ from }) => from === variant.id);
    if (there !== undefined) return { is: 'there', to: there.to };
    if (isArchived(variant.raw)) return { is: 'by hand', why: byHand.archived };
    if (outcome.is === 'copied') return outcome;
    return { is: 'by hand', why: byHand.variantMissing(product.name, outcome.to) };
  }

  #decide(object: ConfigurationObject): Outcome {
    const unread = this.#production.unread.find(({ kind }) => kind === object.kind);
    if (unread !== undefined) return { is: 'by hand', why: byHand.unread(unread.because) };
    const twin = this.#twins.find(object);
    if (twin !== undefined && 'conflict' in twin) return { is: 'by hand', why: twin.conflict };
    if (twin !== undefined && isCopyKind(object.kind) && isHalfMade(object, object.kind, twin, this.#planes)) {
      return this.#copy(object, object.kind, [notes.halfMade(twin.object.id)]);
    }
    if (twin !== undefined) return this.#adopt(object, twin);
    if (isArchived(object.raw)) return { is: 'by hand', why: byHand.archived };
    if (object.kind === 'payment link') return { is: 'by hand', why: byHand.paymentLink(object.id) };
    if (object.kind === 'webhook endpoint') return { is: 'by hand', why: byHand.webhookEndpoint };
    const status = textIn(object.raw, 'status');
    if (status !== undefined && !knownStatuses.has(status)) return { is: 'by hand', why: byHand.unknownStatus };
    return isCopyKind(object.kind) ? this.#copy(object, object.kind) : { is: 'by hand', why: byHand.parentUnknown };
  }

  #adopt(object: ConfigurationObject, twin: Counterpart): Outcome {
    const found = twin.object;
    const parent = this.#sandbox.objects.get(object.parentId ?? '');
    if (object.kind === 'promotion code' && parent !== undefined) {
      const outcome = this.#visit(parent);
      if (outcome.is !== 'there' || outcome.to !== found.parentId) {
        return { is: 'by hand', why: byHand.codeTaken([found.parentId ?? found.id]) };
      }
    }
    const adopted = adoptionOf(object, twin, this.#planes);
    this.#alreadyThere.push(...adopted.alreadyThere);
    this.#options.push(...adopted.options);
    return { is: 'there', to: found.id };
  }

  #copy(object: ConfigurationObject, kind: CopyKind, halfMade: readonly string[] = []): Outcome {
    const drafted = draftings[kind](object, this.#planes);
    if ('byHand' in drafted) return { is: 'by hand', why: drafted.byHand };
    const { draft } = drafted;
    const needs = new Set<string>();
    for (const id of draft.references) {
      const needed = this.#sandbox.objects.get(id);
      if (needed === undefined) return { is: 'by hand', why: byHand.namesUnknown(id) };
      const outcome = this.#visit(needed);
      if (outcome.is === 'by hand') return { is: 'by hand', why: byHand.dependsOn([needed.name], outcome.why) };
      if (outcome.is === 'copied') needs.add(needed.kind === 'variant' ? (needed.parentId ?? id) : id);
    }
    const obstacle = kind === 'promotion code' ? this.#codeObstacle(draft.promotion) : undefined;
    if (obstacle !== undefined) return { is: 'by hand', why: obstacle };
    const namesake = kind === 'promotion code' || halfMade.length > 0 ? undefined : this.#twins.namesakeOf(object);
    const remarks = [...draft.notes, ...halfMade, ...(namesake === undefined ? [] : [notes.namesake(namesake.id)])];
    this.#copies.push({ ...draft, from: object.id, kind, name: object.name, needs: [...needs], notes: remarks });
    return { is: 'copied' };
  }

  /** Codes are added to promotions of our making only: which codes others have in production is for them to say. */
  #codeObstacle(promotionId: string | undefined): string | undefined {
    const there = this.#alreadyThere.find(({ from }) => from === promotionId);
    return there === undefined || there.matchedBy === 'our marker' ? undefined : byHand.codeNotInPromotion(there.to);
  }

  #visitCodes(promotion: ConfigurationObject): void {
    for (const code of childrenOf(promotion.id, this.#sandbox)) {
      if (code.kind === 'promotion code' && !isArchived(code.raw)) this.#visit(code);
    }
  }
}

// Statuses of the kinds that are copied; a word beyond these could mean anything (the API notes, overview, section 4).
const knownStatuses = new Set(['active', 'inactive', 'not_yet_started', 'exhausted', 'no_active_codes', 'expired']);
