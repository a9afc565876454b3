import type { z } from 'zod';
import { ApiError } from './api-error.ts';

/** Parses a JSON body, or refuses it with the code the API notes give (transport sections 5 and 7). */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown, ownId?: string): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw bodyError(mostUseful(parsed.error.issues), body, ownId);
}

/** Parses the query. A name given once is text, a name given several times is a list. */
export function readQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: Record<string, string | string[]>,
): z.output<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = mostUseful(parsed.error.issues);
  if (issue?.code === 'unrecognized_keys') {
    const param = issue.keys[0] ?? '';
    throw new ApiError(400, 'UNSUPPORTED_QUERY_PARAM', `The query parameter ${param} is not supported here.`, {
      param,
    });
  }
  const param = String(issue?.path[0] ?? '');
  const code = param === 'page_size' ? 'INVALID_PAGE_SIZE' : param === 'expand' ? 'INVALID_EXPAND' : 'VALIDATION_ERROR';
  throw new ApiError(400, code, `The query parameter ${param} cannot be taken: ${issue?.message ?? ''}.`, { param });
}

type Issue = z.core.$ZodIssue;

/** Unknown names are reported first: they say most about what went wrong. */
function mostUseful(issues: readonly Issue[]): Issue | undefined {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
}

function bodyError(issue: Issue | undefined, body: unknown, ownId: string | undefined): ApiError {
  if (issue === undefined) return new ApiError(400, 'INVALID_REQUEST', 'The body cannot be taken.');
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    const param = pathText([...issue.path, name]);
    if (issue.path.length === 0 && name === ownId) {
      return new ApiError(400, 'SERVER_GENERATED_ID', `${name} is made by the server and cannot be sent.`, { param });
    }
    return new ApiError(400, 'UNKNOWN_FIELD', `The field ${param} is not known here.`, { param });
  }
  const param = pathText(issue.path);
  const value = valueAt(body, issue.path);
  if (issue.path.length === 0 && issue.code === 'invalid_type') {
    return new ApiError(400, 'INVALID_REQUEST', 'The body must be a JSON object.');
  }
  if (value === undefined) return new ApiError(400, 'FIELD_REQUIRED', `The field ${param} is required.`, { param });
  if (issue.path.at(-1) === 'amount') {
    const message = `${param} must be a whole, non-negative number of minor units, as a JSON number.`;
    return new ApiError(400, 'INVALID_JSON', message, { param });
  }
  return new ApiError(400, 'VALIDATION_ERROR', `The field ${param} cannot be taken: ${issue.message}.`, { param });
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** `line_items[0].name` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, place) => (typeof part === 'number' ? `[${part}]` : place === 0 ? String(part) : `.${String(part)}`))
    .join('');
}
