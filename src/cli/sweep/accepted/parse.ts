import { z } from 'zod';
import type { AcceptList } from './list.ts';

const words = z.string().trim().min(1, 'must not be empty');
const day = z.iso.date('has to be a day such as 2027-01-31').optional();

const acceptList = z.strictObject({
  version: z.literal(1),
  accepted: z
    .array(
      z.strictObject({
        fingerprint: z.string().regex(/^[0-9a-f]{32}$/, 'is no fingerprint of a sweep'),
        in: z.array(words).min(1).optional(),
        what: words.optional(),
        reason: words,
        by: words,
        until: day,
      }),
    )
    .default([]),
  unread: z.array(z.strictObject({ file: words, reason: words, by: words })).default([]),
});

/** Reads a list of accepted findings. Fields that nobody knows are refused: a misspelt `until` would accept for ever. */
export function parseAcceptList(text: string): { readonly list: AcceptList } | { readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'It is not valid JSON.' };
  }
  const parsed = acceptList.safeParse(json);
  if (parsed.success) return { list: parsed.data };
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  return { problem: `${place === '' ? 'The list' : place}: ${issue?.message ?? 'not understood'}.` };
}
