import type { FlintClient } from '../flint/client.ts';
import { path } from '../flint/transport/path.ts';
import { nothing } from '../flint/wire/envelope.ts';
import type { WireBody } from '../flint/wire/fields.ts';
import type { Copy } from './copies.ts';
import { recordIn, textIn } from './raw.ts';
import type { Made } from './resources.ts';
import { joinVariants } from './variants.ts';

/** A change that a copy needs after its create, because the create cannot say it (the API notes, catalog, section 5). */
export interface SecondCall {
  readonly path: string;
  readonly body: WireBody;
}

/** What of a copy decides about its second call. */
type Finishing = Pick<Copy, 'kind' | 'switchOff' | 'defaultVariant' | 'variants'>;

/** Whether a copy of this shape can need one, and so can be found half made. */
export function mayNeedSecondCall(copy: Copy): boolean {
  return copy.switchOff || copy.defaultVariant !== undefined;
}

/** What is left to do to an object that was made: switch it off, or name the right default variant. */
export function secondCallFor(copy: Finishing, made: Made): SecondCall | undefined {
  if (copy.switchOff && made.raw.status !== 'inactive') return switchingOff(copy, made);
  if (copy.defaultVariant === undefined) return undefined;
  const wanted = joinVariants(copy.variants, made.variants).get(copy.defaultVariant)?.id;
  const now = textIn(made.raw, 'default_variant_id') ?? textIn(recordIn(made.raw, 'default_variant'), 'variant_id');
  if (wanted === undefined || wanted === now) return undefined;
  return { path: path`/v1/products/${made.id}`, body: { default_variant_id: wanted } };
}

export async function sendSecondCall(client: FlintClient, call: SecondCall, idempotencyKey: string): Promise<void> {
  await client.request({ method: 'PATCH', ...call, idempotencyKey, answer: nothing });
}

function switchingOff(copy: Finishing, made: Made): SecondCall | undefined {
  const body = { status: 'inactive' };
  if (copy.kind !== 'promotion code') return { path: path`/v1/promotions/${made.id}`, body };
  const promotionId = textIn(made.raw, 'promotion_id');
  return promotionId === undefined ? undefined : { path: path`/v1/promotions/${promotionId}/codes/${made.id}`, body };
}
