import { type Answer, withValue } from '../flint/answer.ts';
import type { FlintClient } from '../flint/client.ts';
import { FlintError } from '../flint/errors.ts';
import type { WireBody } from '../flint/wire/fields.ts';
import { createCategory } from './categories.ts';
import type { Copy } from './copies.ts';
import { CopyProblem } from './copy-problem.ts';
import { isMarkedAs } from './marker.ts';
import { isArchived } from './raw.ts';
import { isSameThing, type Likeness, likenessOf } from './recognition.ts';
import { swapIds } from './references.ts';
import { type Known, type Made, resources } from './resources.ts';
import { mayNeedSecondCall, secondCallFor, sendSecondCall } from './second-call.ts';
import { type NewIds, verifiedIds } from './verification.ts';

export type { NewIds } from './verification.ts';

/**
 * Makes a copy in production, reads it back and compares. `ids` maps every sandbox id that the copy names to production's. What takes more
 * than one request stands under keys derived from the given one, so a repeat under the same key is safe at any point.
 * Throws a CopyProblem if the copy cannot be relied on, and a FlintError for what Flint says.
 */
export async function sendCopy(
  production: FlintClient,
  copy: Copy,
  ids: ReadonlyMap<string, string>,
  idempotencyKey: string,
): Promise<Answer<NewIds>> {
  const missing = copy.references.filter((id) => !ids.has(id));
  if (missing.length > 0) throw new CopyProblem(copy, { kind: 'reference missing', ids: missing });
  const body = bodyWith(copy, ids);
  for (const [place, category] of copy.categories.entries()) {
    await createCategory(production, category, `${idempotencyKey}.category.${place}`);
  }
  const made = await makeOrTakeUp(production, copy, ids, { body, idempotencyKey });
  return await madeAlready(async () => {
    const read = async () => await resources[copy.kind].read(production, made.value.id, copy);
    const first = await read();
    const call = secondCallFor(copy, first.value);
    if (call === undefined) return withValue(made, verifiedIds(copy, body, first, new Set()));
    await sendSecondCall(production, call, `${idempotencyKey}.second`);
    return withValue(made, verifiedIds(copy, body, await read(), new Set()));
  });
}

/**
 * Looks for what an earlier attempt made: by our marker, confirmed by its content. Undefined if there is nothing, or only half of it, which
 * `sendCopy` takes up. Changes nothing. Throws a CopyProblem if the copy is there but cannot be relied on.
 */
export async function findCopy(production: FlintClient, copy: Copy): Promise<Answer<NewIds> | undefined> {
  const found = await findMade(production, copy);
  if (found === undefined || secondCallFor(copy, found.value) !== undefined) return undefined;
  return withValue(found, verifiedIds(copy, copy.body, found, new Set(copy.references)));
}

/** A copy that takes two calls may stand half made, by an attempt whose key Flint has forgotten. It is taken up, not made again. */
async function makeOrTakeUp(
  production: FlintClient,
  copy: Copy,
  ids: ReadonlyMap<string, string>,
  wanted: { readonly body: WireBody; readonly idempotencyKey: string },
): Promise<Answer<Known>> {
  const halfMade = mayNeedSecondCall(copy) ? await findMade(production, copy) : undefined;
  if (halfMade !== undefined) return halfMade;
  const promotionId = copy.promotion === undefined ? undefined : ids.get(copy.promotion);
  return await resources[copy.kind].create(production, { ...wanted, promotionId });
}

/** The oldest object that carries our marker and has the content of the copy. */
async function findMade(production: FlintClient, copy: Copy): Promise<Answer<Made> | undefined> {
  const { candidates, read, hasNoMark } = resources[copy.kind];
  const listed = await candidates(production, copy).all();
  const marked = listed.value
    .filter(({ raw }) => (hasNoMark || isMarkedAs(raw, copy.from)) && !isArchived(raw))
    .toSorted(byAge);
  const variants = copy.variants.map(({ body }) => body);
  const wanted = likenessOf(copy.kind, copy.body, variants);
  for (const { id } of marked) {
    const answer = await read(production, id, copy);
    if (isSameThing(wanted, likenessOfMade(copy, answer.value))) return answer;
  }
  return undefined;
}

function likenessOfMade({ kind }: Copy, { raw, variants }: Made): Likeness {
  return likenessOf(
    kind,
    raw,
    variants.map((variant) => variant.raw).filter((variant) => !isArchived(variant)),
  );
}

function byAge(one: Known, other: Known): number {
  return String(one.raw.created_at ?? '').localeCompare(String(other.raw.created_at ?? ''));
}

/** The body with production's ids in it. What the caller owns, references and metadata, stays as it is. */
function bodyWith(copy: Copy, ids: ReadonlyMap<string, string>): WireBody {
  const named = new Map(copy.references.map((from) => [from, ids.get(from) ?? from]));
  return Object.fromEntries(
    Object.entries(copy.body).map(
      ([field, value]) => [field, owned.has(field) ? value : swapIds(value, named)] as const,
    ),
  );
}

const owned = new Set(['external_reference_id', 'metadata']);

/** Whatever fails from here on, the object exists: a failure may not say that nothing happened. */
async function madeAlready<T>(next: () => Promise<T>): Promise<T> {
  try {
    return await next();
  } catch (error) {
    throw error instanceof FlintError ? new FlintError({ ...error, outcome: 'unknown' }) : error;
  }
}
