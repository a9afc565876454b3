import { z } from 'zod';

/** Parts of request bodies and queries that several routes share. All refuse unknown fields. */

export const moneyInput = z.strictObject({ amount: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) });

export const positiveMoneyInput = z.strictObject({ amount: z.int().min(1), currency: z.string().regex(/^[A-Z]{3}$/) });

const metadataKey = z.string().regex(/^(?!flint_)/, 'names that begin with flint_ are reserved');

export const mostMetadataPairs = 50;

export const metadataInput = z
  .record(metadataKey, z.string())
  .refine((pairs) => Object.keys(pairs).length <= mostMetadataPairs, `at most ${mostMetadataPairs} pairs`);

/** Merged by name; a null value drops the name, null drops everything. */
export const metadataPatch = z.record(metadataKey, z.string().nullable()).nullable();
export type MetadataPatch = z.infer<typeof metadataPatch>;

export const externalReferenceInput = z.string().min(1).max(255);

export const expectedVersionInput = z.int().min(1);

export const imageInput = z.strictObject({
  source_url: z.string().min(1).max(8192),
  alt: z.string().max(512).optional(),
  external_reference_id: externalReferenceInput.optional(),
});
export type ImageInput = z.infer<typeof imageInput>;

export const taxCategoryInput = z.enum([
  'general',
  'physical_goods',
  'digital_goods',
  'software',
  'saas',
  'services',
  'professional_services',
  'food',
  'prepared_food',
  'clothing',
  'medical_goods',
  'admission',
]);

export const dateTimeInput = z.iso.datetime({ offset: true });

/** An address that a browser is sent to: never a script. */
export const webAddressInput = z.url({
  protocol: /^https?$/,
  error: 'an absolute address that begins with https:// or http://',
});

/** A call that takes no body; an empty object is tolerated. */
export const emptyInput = z.strictObject({});

/** An id of one kind. */
export function idInput(prefix: string) {
  return z.string().startsWith(`${prefix}_`);
}

/** The names of a table, in the form that an enum takes. */
export function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table) as Name[]; // A table written out in the code has no other names.
}

/** A query parameter that may be repeated. */
export function repeatable<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(10).optional(),
  );
}

/** A whole number in a query, in plain digits. */
const wholeNumber = z
  .string()
  .regex(/^-?\d{1,15}$/, 'a whole number')
  .transform(Number);

const paging = {
  page_size: wholeNumber.pipe(z.number().min(1).max(100)).default(20),
  page_token: z.string().optional(),
};

/** The query of a list: its filters and the paging that all lists share. */
export function listQuery<Shape extends z.ZodRawShape>(filters: Shape) {
  return z.strictObject({ ...paging, ...filters });
}

export const createdBounds = { created_after: dateTimeInput.optional(), created_before: dateTimeInput.optional() };

export const timeBounds = {
  ...createdBounds,
  updated_after: dateTimeInput.optional(),
  updated_before: dateTimeInput.optional(),
};

export const amountBounds = {
  min_amount: wholeNumber.optional(),
  max_amount: wholeNumber.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
};
