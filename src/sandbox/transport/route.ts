import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Api, Feature, Generation } from '../generations.ts';
import type { ApiKeyRecord } from '../state/account-records.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { emptyInput } from './inputs.ts';
import type { Page } from './paging.ts';
import { pageOf } from './paging.ts';
import type { ScopeRequirement } from './scopes.ts';
import { readBody, readQuery } from './validation.ts';

/** What a webhook says about the request that led to it (API notes, webhooks section 4). */
export interface RequestCause {
  readonly requestId: string;
  /** The key in effect; absent on reads. */
  readonly idempotencyKey: string | undefined;
}

/** A call that has been authenticated. */
export interface CallFrame {
  readonly context: Context;
  readonly plane: Plane;
  readonly mode: Mode;
  readonly key: ApiKeyRecord;
  /** The request itself, as what it causes refers to it. */
  readonly cause: RequestCause;
  readonly path: string;
  /** The path parameter of that name. */
  parameter(name: string): string;
}

export interface Call<Body, Query> extends CallFrame {
  readonly body: Body;
  readonly query: Query;
}

/** A success: its status, what goes into `data`, and the token of the next page if there is one. */
export interface Answer {
  readonly status: 200 | 201;
  readonly data: unknown;
  readonly nextPageToken?: string;
  /** `data` is the whole body, without the envelope. */
  readonly bare?: boolean;
}

/** Who may call a route: a key, the token of a sign-up, either of the two, or anybody. */
export type Access = 'key' | 'onboarding' | 'key or onboarding' | 'public';

/** Where a route belongs among the differences between servers. */
export interface Place {
  /** The feature that decides whether the route exists; absent where all servers agree. */
  readonly feature?: Feature;
  /** The one generation that has the route in this form. */
  readonly only?: Generation;
}

export interface Route extends Place {
  readonly method: Method;
  /** Written `/v1/orders/:order_id`. */
  readonly path: string;
  readonly scope: ScopeRequirement;
  readonly access: Access;
  /** Refused for test keys before their scopes are looked at. */
  readonly liveOnly: boolean;
  /** Whether the call changes something and so stands under an Idempotency-Key. */
  readonly write: boolean;
  /** Checks query and body, then does the work. */
  run(frame: CallFrame, query: Record<string, string | string[]>, body: unknown): Answer | Promise<Answer>;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Whether a server has a route. */
export function isServed(api: Api, { feature, only }: Place): boolean {
  if (feature !== undefined && api.lacks(feature)) return false;
  return only === undefined || only === (feature === undefined ? api.default : api.speaks(feature));
}

interface Definition<Body extends z.ZodType, Query extends z.ZodType> extends Place {
  readonly method: Method;
  readonly path: string;
  readonly scope: ScopeRequirement;
  /** A key when absent. */
  readonly access?: Access;
  readonly liveOnly?: boolean;
  /** Absent: no query parameter is supported. */
  readonly query?: Query;
  /** Absent: no body is read, `{}` is tolerated. */
  readonly body?: Body;
  /** The body may be left out altogether. */
  readonly bodyOptional?: boolean;
  /** The id of the resource a create makes, which a caller may not send. */
  readonly ownId?: string;
  /** A POST that changes nothing. */
  readonly readOnly?: boolean;
  handle(call: Call<z.output<Body>, z.output<Query>>): Answer | Promise<Answer>;
}

/** Ties a path to its checks and its work. */
export function route<Body extends z.ZodType, Query extends z.ZodType>(definition: Definition<Body, Query>): Route {
  const { method, path, scope, body: bodySchema, query: querySchema } = definition;
  const lenient = bodySchema === undefined || definition.bodyOptional === true;
  const { feature, only, access = 'key', liveOnly = false } = definition;
  return {
    method,
    path,
    scope,
    access,
    liveOnly,
    ...(feature === undefined ? {} : { feature }),
    ...(only === undefined ? {} : { only }),
    write: method !== 'GET' && definition.readOnly !== true,
    run(frame, rawQuery, rawBody) {
      const query: z.output<Query> = readQuery(querySchema ?? noQuery, rawQuery) as z.output<Query>; // Without a schema nothing reads it.
      const sent = rawBody === undefined && lenient ? {} : rawBody;
      const body = (
        method === 'GET' ? undefined : readBody(bodySchema ?? emptyInput, sent, definition.ownId)
      ) as z.output<Body>; // As above.
      return definition.handle({ ...frame, query, body });
    },
  };
}

const noQuery = z.strictObject({});

export function ok(data: unknown): Answer {
  return { status: 200, data };
}

export function created(data: unknown): Answer {
  return { status: 201, data };
}

/** A page of a list, newest first, each item as `present` shows it. */
export function listed<Item>(call: ListCall, items: readonly Item[], present: (item: Item) => unknown): Answer {
  return paged(call, [...items].reverse(), present);
}

/** A page of a list whose order is settled already. */
export function paged<Item>(call: ListCall, items: readonly Item[], present: (item: Item) => unknown): Answer {
  const page: Page<Item> = pageOf(items, call.path, call.query);
  const answer = { status: 200, data: page.items.map(present) } as const;
  return page.nextPageToken === undefined ? answer : { ...answer, nextPageToken: page.nextPageToken };
}

type ListCall = Call<unknown, { readonly page_size: number; readonly page_token?: string | undefined }>;
