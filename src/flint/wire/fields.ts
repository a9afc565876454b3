import { z } from 'zod';
import { isLoopback } from '../base-url.ts';
import { Concealed } from '../concealed.ts';
import type { Money } from '../money.ts';
import { cleanText } from './text.ts';

/** An object exactly as Flint sent it, for building a copy of it. Its texts are not cleaned: never show them. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** A request body in Flint's own field names. */
export type WireBody = Readonly<Record<string, unknown>>;

// Absent, null and a value of another type all read as undefined: an answer is never refused for a field nobody needs.
function tolerant<T>(read: (value: unknown) => T) {
  return z.unknown().optional().transform(read);
}

/** An id that the object cannot do without. Only its visibility is checked: form and length are not documented. */
export const id = z.string().refine((value) => value !== '' && value === cleanText(value, 255) && !/\s/.test(value), {
  error: 'not an id',
});

/** Text that may be shown, cleaned; undefined when nothing visible is left of it. */
export const text = tolerant((value) => (typeof value === 'string' ? cleanText(value) || undefined : undefined));

/** An id that may be missing. */
export const optionalId = tolerant((value) => id.safeParse(value).data);

/** A whole number that survives JavaScript's arithmetic. */
export const integer = tolerant((value) => (Number.isSafeInteger(value) ? Number(value) : undefined));

/** A truth value; anything else is not known. */
export const flag = tolerant((value) => (typeof value === 'boolean' ? value : undefined));

/** An RFC 3339 time as sent, provided it can be read as one. */
export const time = tolerant((value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/i.test(value) &&
  !Number.isNaN(Date.parse(value))
    ? value
    : undefined,
);

/** Texts that may be shown; entries of another type are left out. */
export const texts = tolerant((value) =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').map((entry) => cleanText(entry)) : [],
);

/** Texts of which an empty list has a meaning of its own: undefined where there is no list, or one that holds something else. */
export const statedTexts = tolerant((value) =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')
    ? value.map((entry) => cleanText(entry))
    : undefined,
);

/** Money; undefined unless both fields are as documented (integer minor units, three capital letters). */
export const money = tolerant(readMoney);

/** A secret in visible ASCII, wrapped so that it cannot be printed by accident. */
export const secret = tolerant((value) =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? new Concealed(value) : undefined,
);

/** A link fit for a browser (https, or http on this machine), wrapped because it works without signing in. */
export const secretLink = tolerant((value) => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined) return undefined;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
    ? new Concealed(url.href)
    : undefined;
});

/** An object that may be missing; one that does not fit its schema counts as missing. */
export function optionalObject<Schema extends z.ZodType>(schema: Schema) {
  return tolerant((value) => schema.safeParse(value).data);
}

/** A list whose unreadable entries are left out; anything but a list is an empty one. */
export function listOf<Schema extends z.ZodType>(schema: Schema) {
  return tolerant((value): z.output<Schema>[] => {
    if (!Array.isArray(value)) return [];
    return value.flatMap((entry) => {
      const read = schema.safeParse(entry);
      return read.success ? [read.data] : [];
    });
  });
}

/** The object as sent, next to the fields read from it. */
export const record: z.ZodType<WireRecord> = z.record(z.string(), z.unknown());

/** What a schema reads, and beside it, as `raw`, the whole object as it was sent. */
export function withRaw<Value extends object>(schema: z.ZodType<Value>) {
  return record.transform((raw, context): Value & { readonly raw: WireRecord } => {
    const read = schema.safeParse(raw);
    if (read.success) return { ...read.data, raw };
    for (const issue of read.error.issues) {
      context.issues.push({ code: 'custom', path: issue.path, message: issue.message, input: raw });
    }
    return z.NEVER;
  });
}

function readMoney(value: unknown): Money | undefined {
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('currency' in value)) return undefined;
  const { amount, currency } = value;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) return undefined;
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? { amount, currency } : undefined;
}
