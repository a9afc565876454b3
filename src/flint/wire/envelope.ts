import { z } from 'zod';
import type { Remediation } from '../errors.ts';
import { cleanText, cleanTextWithoutSecrets } from './text.ts';

/** One page of a list: `data` and where the next page is. An empty token means the last page, like a missing one. */
export function pageOf<Item extends z.ZodType>(item: Item): ReturnType<typeof buildPage<Item>> {
  const page = pages.get(item) ?? buildPage(item);
  pages.set(item, page);
  // What stands under a schema was built from that schema.
  return page as ReturnType<typeof buildPage<Item>>;
}

/** zod compiles an object's schema at its first use, which costs more than reading an answer: each is built once. */
const pages = new WeakMap<z.ZodType, z.ZodType>();

function buildPage<Item extends z.ZodType>(item: Item) {
  return z
    .object({
      data: z.array(item),
      next_page_token: z
        .unknown()
        .optional()
        .transform((token) => (typeof token === 'string' && token !== '' ? token : undefined)),
    })
    .transform((page) => ({ items: page.data, nextPageToken: page.next_page_token }));
}

const inData = z.object({ data: z.unknown() }).transform((envelope) => envelope.data);

/** A single resource inside `data`. */
export function resource<Value extends z.ZodType>(value: Value) {
  return inData.pipe(value);
}

/** For answers without a documented shape that nobody reads, an empty one included. */
export const nothing = z.unknown().transform(() => undefined);

/** What an error body says, if it is Flint's error envelope (the API notes, transport, section 7). */
export interface ErrorBody {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly param: string | undefined;
  readonly requestId: string | undefined;
  readonly missingScopes: readonly string[] | undefined;
  readonly anyScopeSuffices: boolean;
  readonly remediation: Remediation | undefined;
  readonly existingCheckoutSessionId: string | undefined;
}

const errorEnvelope = z.object({ error: z.record(z.string(), z.unknown()) });

/** Reads an error body; undefined if it is anything but Flint's envelope. The key itself and other secrets are cut out of its texts. */
export function readErrorBody(json: unknown, key: string): ErrorBody | undefined {
  const envelope = errorEnvelope.safeParse(json);
  if (!envelope.success) return undefined;
  const { error } = envelope.data;
  const text = (value: unknown, limit?: number) =>
    typeof value === 'string' && value !== '' ? cleanTextWithoutSecrets(value, key, limit) : undefined;
  const texts = (value: unknown) =>
    Array.isArray(value) ? value.flatMap((entry) => text(entry, 120) ?? []) : undefined;
  const required = z.record(z.string(), z.unknown()).safeParse(error.scope_requirement).data;
  const missing = texts(error.missing_scopes) ?? [];
  const remediation = z.record(z.string(), z.unknown()).safeParse(error.remediation).data;
  return {
    code: text(error.code, 80),
    message: text(error.message),
    param: text(error.param, 120) ?? text(firstDetail(error.details)?.param, 120),
    requestId: readRequestId(error.request_id),
    missingScopes: missing.length > 0 ? missing : texts(required?.scopes),
    anyScopeSuffices: required?.mode === 'any',
    existingCheckoutSessionId: text(error.existing_checkout_session_id, 120),
    remediation: remediation && {
      nextSteps: text(remediation.next_steps),
      retryable: typeof remediation.retryable === 'boolean' ? remediation.retryable : undefined,
      fields: texts(remediation.missing_or_invalid_fields) ?? [],
    },
  };
}

function firstDetail(details: unknown): Readonly<Record<string, unknown>> | undefined {
  return z.array(z.record(z.string(), z.unknown())).safeParse(details).data?.[0];
}

/** A request id as it may be shown and quoted; it has no fixed form. */
export function readRequestId(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const cleaned = cleanText(value, 200);
  return cleaned === '' ? undefined : cleaned;
}
