import { childrenOf } from './children.ts';
import { byHand } from './copy.ts';
import type { ConfigurationObject, Inventory } from './inventory.ts';
import { marksOf } from './marker.ts';
import { isArchived } from './raw.ts';
import { isSameThing, likenessIn } from './recognition.ts';
import { joinVariants, type VariantMatch, type VariantTwin, variantIdentity, variantsOf } from './variants.ts';

/** How an object of production was recognised as the counterpart of one in the sandbox. */
export type Match = VariantMatch | 'code' | 'url' | 'domain';

/** The counterpart of an object; or why production holds something that stands in its way; undefined if there is neither. */
export type Twin =
  | {
      readonly object: ConfigurationObject;
      readonly matchedBy: Match;
      readonly variants: ReadonlyMap<string, VariantTwin>;
    }
  | { readonly conflict: string };

/**
 * Finds the counterparts of sandbox objects in production, surest mark first: our marker, the external reference, then the natural key
 * (the API notes, catalog, section 3). Never by name alone.
 */
export class TwinFinder {
  readonly #sandbox: Inventory;
  readonly #production: Inventory;
  readonly #marked: Index;
  readonly #referenced: Index;
  readonly #keyed: Index;
  readonly #named: Index;

  constructor(sandbox: Inventory, production: Inventory) {
    this.#sandbox = sandbox;
    this.#production = production;
    const current = [...production.objects.values()].filter(({ raw }) => !isArchived(raw));
    this.#marked = indexed(current, ({ raw }) => marksOf(raw));
    this.#referenced = indexed(current, ({ externalReferenceId }) => [externalReferenceId]);
    this.#keyed = indexed(current, (object) => [keyOf(object)]);
    this.#named = indexed(current, ({ name }) => [name]);
  }

  /** For every kind but variants, whose counterparts come with their product's. */
  find(object: ConfigurationObject): Twin | undefined {
    return this.#byMarker(object) ?? this.#byReference(object) ?? this.#byNaturalKey(object);
  }

  /** An object of the same name that no mark ties to this one: a copy would be its namesake. */
  namesakeOf(object: ConfigurationObject): ConfigurationObject | undefined {
    return this.#named.get(object.name)?.find(({ kind }) => kind === object.kind);
  }

  #byMarker(object: ConfigurationObject): Twin | undefined {
    const marked = (this.#marked.get(object.id) ?? []).filter(({ kind }) => kind === object.kind);
    const confirmed = marked.filter((candidate) => this.#sameContent(object, candidate)).sort(byAge);
    const [first] = confirmed;
    if (first !== undefined) return this.#twin(object, first, 'our marker');
    const [other] = marked;
    return other && { conflict: byHand.markedButOther(other.id, other.name) };
  }

  #byReference(object: ConfigurationObject): Twin | undefined {
    const reference = object.externalReferenceId;
    if (reference === undefined) return undefined;
    const same = (this.#referenced.get(reference) ?? []).filter(
      (candidate) => candidate.kind === object.kind && this.#sameContent(object, candidate),
    );
    const [only] = same;
    if (only === undefined) return undefined;
    if (same.length > 1) return { conflict: byHand.severalWithReference(same.map(({ id }) => id)) };
    return this.#twin(object, only, 'external reference');
  }

  #byNaturalKey(object: ConfigurationObject): Twin | undefined {
    switch (object.kind) {
      case 'product':
        return this.#bySku(object, this.#skusOf(object));
      case 'bundle':
        return this.#bySku(object, object.naturalKey === undefined ? [] : [object.naturalKey]);
      case 'promotion':
        return this.#promotionByCode(object);
      case 'promotion code':
        return this.#sole(object, 'code');
      case 'webhook endpoint':
        return this.#sole(object, 'url');
      case 'payment method domain':
        return this.#sole(object, 'domain');
      default:
        return undefined;
    }
  }

  /** SKUs are unique over variants and bundles together, so a SKU that is taken either shows the counterpart or is in the way. */
  #bySku(object: ConfigurationObject, skus: readonly string[]): Twin | undefined {
    const holders = skus
      .flatMap((sku) => this.#keyed.get(sku) ?? [])
      .filter(({ kind }) => kind === 'variant' || kind === 'bundle');
    const owners = new Set(holders.map((holder) => holder.parentId ?? holder.id));
    const [owner] = owners;
    if (owner === undefined) return undefined;
    const found = this.#production.objects.get(owner);
    if (owners.size > 1 || found === undefined || found.kind !== object.kind || isArchived(found.raw)) {
      return { conflict: byHand.skuTaken([...owners]) };
    }
    return this.#twin(object, found, 'sku');
  }

  #promotionByCode(object: ConfigurationObject): Twin | undefined {
    const codes = this.#children(this.#sandbox, object);
    const same = codes.flatMap((code) => this.#sameKey(code));
    const owners = new Set(same.map(({ parentId }) => parentId ?? ''));
    const [owner] = owners;
    if (owner === undefined) return undefined;
    const found = this.#production.objects.get(owner);
    if (owners.size > 1 || found === undefined || isArchived(found.raw) || !this.#sameContent(object, found)) {
      return { conflict: byHand.codeTaken([...owners]) };
    }
    return this.#twin(object, found, 'code');
  }

  #sole(object: ConfigurationObject, matchedBy: 'code' | 'url' | 'domain'): Twin | undefined {
    const [found] = this.#sameKey(object);
    return found && this.#twin(object, found, matchedBy);
  }

  #sameKey(object: ConfigurationObject): readonly ConfigurationObject[] {
    const key = keyOf(object);
    return key === undefined ? [] : (this.#keyed.get(key) ?? []).filter(({ kind }) => kind === object.kind);
  }

  #twin(object: ConfigurationObject, found: ConfigurationObject, matchedBy: Match): Twin {
    if (object.kind !== 'product') return { object: found, matchedBy, variants: new Map() };
    const old = variantsOf(object.id, this.#sandbox).map(variantIdentity);
    return { object: found, matchedBy, variants: joinVariants(old, variantsOf(found.id, this.#production)) };
  }

  #sameContent(object: ConfigurationObject, candidate: ConfigurationObject): boolean {
    return isSameThing(likenessIn(this.#sandbox, object), likenessIn(this.#production, candidate));
  }

  #skusOf(product: ConfigurationObject): readonly string[] {
    return this.#children(this.#sandbox, product).flatMap(({ naturalKey }) => naturalKey ?? []);
  }

  #children(inventory: Inventory, parent: ConfigurationObject): readonly ConfigurationObject[] {
    return childrenOf(parent.id, inventory).filter(({ raw }) => !isArchived(raw));
  }
}

type Index = ReadonlyMap<string, readonly ConfigurationObject[]>;

/** Objects by what tells them, so that a plan for thousands does not look at each for each. */
function indexed(
  objects: readonly ConfigurationObject[],
  termsOf: (object: ConfigurationObject) => readonly (string | undefined)[],
): Index {
  const index = new Map<string, ConfigurationObject[]>();
  for (const object of objects) {
    for (const term of new Set(termsOf(object))) {
      if (term === undefined) continue;
      const found = index.get(term);
      if (found === undefined) index.set(term, [object]);
      else found.push(object);
    }
  }
  return index;
}

/** Codes are one code whatever their case: a buyer types them in. */
function keyOf({ kind, naturalKey }: ConfigurationObject): string | undefined {
  return kind === 'promotion code' ? naturalKey?.toLowerCase() : naturalKey;
}

function byAge(one: ConfigurationObject, other: ConfigurationObject): number {
  return String(one.raw.created_at ?? '').localeCompare(String(other.raw.created_at ?? ''));
}
