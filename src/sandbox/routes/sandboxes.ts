import { z } from 'zod';
import { createApiKey, presentApiKey } from '../account/api-keys.ts';
import { type Context, planeOf, timestamp } from '../context.ts';
import { newId } from '../identifiers.ts';
import type { SandboxRecord } from '../state/account-records.ts';
import { ApiError } from '../transport/api-error.ts';
import { listQuery } from '../transport/inputs.ts';
import { type CallFrame, created, paged, type Route, route } from '../transport/route.ts';
import { demand, reading, writing } from '../transport/scopes.ts';
import { checkScopes } from './api-keys.ts';

/** For a live key, or the token of a sign-up (API notes, keys section 5). */
const place = { feature: 'sandboxes', only: '2026-09-07', access: 'key or onboarding', liveOnly: true } as const;

const listSandboxes = route({
  ...place,
  method: 'GET',
  path: '/v1/developer/sandboxes',
  scope: reading('developer.sandboxes'),
  query: listQuery({ status: z.enum(['active', 'archived', 'all']).optional() }),
  handle(call) {
    const { sandboxes } = call.context.store.state;
    const found = [defaultSandbox(call.context), ...Object.values(sandboxes).reverse()];
    // None can be archived here, since no route that is served does it.
    return paged(call, call.query.status === 'archived' ? [] : found, (one) => present(call.context, one));
  },
});

const createSandbox = route({
  ...place,
  method: 'POST',
  path: '/v1/developer/sandboxes',
  scope: writing('developer.sandboxes'),
  ownId: 'sandbox_id',
  body: z.strictObject({
    name: z.string().min(1),
    issue_test_key: z.boolean().optional(),
    test_key_name: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  }),
  handle(call) {
    const { context, body } = call;
    const { sandboxes } = context.store.state;
    const all = [defaultSandbox(context), ...Object.values(sandboxes)];
    if (all.some(({ name }) => name === body.name)) {
      throw new ApiError(409, 'SANDBOX_ALREADY_EXISTS', `There is a sandbox called ${body.name} already.`);
    }
    if (body.issue_test_key === true) demandKeyMaking(call);
    if (body.scopes !== undefined) checkScopes(call, body.scopes);
    const at = timestamp(context);
    const sandbox = { sandbox_id: newId('test', context.clock.now()), name: body.name, created_at: at, updated_at: at };
    sandboxes[sandbox.sandbox_id] = sandbox;
    const shown = present(context, sandbox);
    if (body.issue_test_key !== true) return created(shown);
    const { secret_key, ...api_key } = issueKey(call, sandbox.sandbox_id, body.test_key_name ?? body.name, body.scopes);
    return created({ ...shown, api_key, secret_key });
  },
});

const createTestKey = route({
  ...place,
  method: 'POST',
  path: '/v1/developer/sandboxes/:sandbox_id/test-key',
  scope: writing('developer.sandboxes'),
  ownId: 'api_key_id',
  body: z.strictObject({ name: z.string().min(1), scopes: z.array(z.string()).optional() }),
  handle(call) {
    const id = call.parameter('sandbox_id');
    const { sandboxes, planes } = call.context.store.state;
    if (sandboxes[id] === undefined && id !== planes.test.sandbox_id) {
      throw new ApiError(404, 'SANDBOX_NOT_FOUND', `There is no sandbox ${id}.`);
    }
    demandKeyMaking(call);
    if (call.body.scopes !== undefined) checkScopes(call, call.body.scopes);
    return created(issueKey(call, id, call.body.name, call.body.scopes));
  },
});

/** Making a key takes the scope of keys besides that of sandboxes (API notes, keys section 5). */
function demandKeyMaking({ context, key }: CallFrame): void {
  demand(context, key, writing('accounts.api_keys'));
}

/** A test key of a sandbox. Without scopes it gets those of its caller. */
function issueKey(
  { context, key }: CallFrame,
  sandboxId: string,
  name: string,
  scopes: readonly string[] = key.scopes,
): Record<string, unknown> & { readonly secret_key: string } {
  const plane = planeOf(context, 'test');
  const foreign = sandboxId === plane.sandbox_id ? undefined : sandboxId;
  const made = createApiKey(context, 'test', { name, scopes }, foreign);
  return { ...presentApiKey(context, plane, made), secret_key: made.secret_key };
}

/** The test plane itself. */
function defaultSandbox(context: Context): SandboxRecord {
  const { sandbox_id = '', settings } = planeOf(context, 'test');
  return { sandbox_id, name: 'Default sandbox', created_at: settings.created_at, updated_at: settings.created_at };
}

function present(context: Context, sandbox: SandboxRecord): Record<string, unknown> {
  return { ...sandbox, is_default: sandbox.sandbox_id === planeOf(context, 'test').sandbox_id, status: 'active' };
}

export const sandboxRoutes: readonly Route[] = [listSandboxes, createSandbox, createTestKey];
