import type { WireRecord } from '../flint/wire/fields.ts';
import { draftings, isCopyKind } from './bodies/draftings.ts';
import { draftProduct } from './bodies/product.ts';
import { differences } from './comparison.ts';
import type { ConfigurationObject, Planes } from './inventory.ts';

// An object that somebody made in production has marks and metadata of its own.
const ownMarks = ['external_reference_id', 'metadata'];

/** The fields in which an object of production is not what a copy of the sandbox's would be. */
export function unlikeness(object: ConfigurationObject, found: ConfigurationObject, planes: Planes): readonly string[] {
  if (object.kind === 'payment method domain') return unlikeDomain(found.raw);
  if (!isCopyKind(object.kind)) return [];
  const drafted = draftings[object.kind](object, planes);
  if ('byHand' in drafted) return [];
  const { body, references, switchOff } = drafted.draft;
  const fields = differences(body, found.raw, { anyId: new Set(references), except: ownMarks });
  const isOn = switchOff && found.raw.status === 'active';
  return [...fields.map(({ field }) => field), ...(isOn ? ['status'] : [])];
}

/** A host may be registered and still show nothing: switched off, or not validated. A word that is not known proves neither. */
function unlikeDomain({ status, validation_status }: WireRecord): readonly string[] {
  return [...(status === 'active' ? [] : ['status']), ...(validation_status === 'active' ? [] : ['validation'])];
}

/** The same for one variant of a product. */
export function variantUnlikeness(
  product: ConfigurationObject,
  variantId: string,
  found: WireRecord,
  planes: Planes,
): readonly string[] {
  const drafted = draftProduct(product, planes);
  if ('byHand' in drafted) return [];
  const variant = drafted.draft.variants.find(({ from }) => from === variantId);
  return variant === undefined ? [] : differences(variant.body, found, { except: ownMarks }).map(({ field }) => field);
}
