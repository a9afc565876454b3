import type { Plane } from '../state/plane.ts';
import { notFound } from '../transport/api-error.ts';

/** Ids of things the rehearsal keeps none of, so none can exist: naming one is refused like any unknown id. */
const keptNowhere = ['modifier_set_id', 'delivery_profile_id', 'inventory_item_id'] as const;

export function refuseForeignReferences(body: Readonly<Record<string, unknown>>, prefix = ''): void {
  for (const name of keptNowhere) {
    const id = body[name];
    if (typeof id === 'string') throw notFound(name.replace(/_id$/, '').replaceAll('_', ' '), id, `${prefix}${name}`);
  }
}

/** Walks rules and configuration deeply: every catalog id in them has to exist in this plane. */
export function checkReferences(plane: Plane, value: unknown, param: string): void {
  if (typeof value === 'string') {
    if (unknownId(plane, value)) throw notFound('catalog object', value, param);
  } else if (Array.isArray(value)) {
    value.forEach((item, place) => {
      checkReferences(plane, item, `${param}[${place}]`);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) checkReferences(plane, item, `${param}.${name}`);
  }
}

function unknownId(plane: Plane, text: string): boolean {
  if (/^prod_\w{3,}$/.test(text)) return plane.products[text] === undefined;
  if (/^var_\w{3,}$/.test(text)) return plane.variants[text] === undefined;
  if (/^bun_\w{3,}$/.test(text)) return plane.bundles[text] === undefined;
  if (/^plan_\w{3,}$/.test(text)) return plane.subscription_plans[text] === undefined;
  return false;
}
