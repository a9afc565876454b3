import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { connect, type FlintClient } from '../../src/flint/client.ts';
import { readKey } from '../../src/flint/keys.ts';
import { findCopy, sendCopy } from '../../src/recreate/apply.ts';
import type { Copy } from '../../src/recreate/copies.ts';
import type { CopyPlan } from '../../src/recreate/copy-plan.ts';
import { readInventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import { type ApiOptions, type Exchange, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

/** What a test's own calls answer with; of any shape. */
export type Json = Record<string, unknown>;

const envelope = z.looseObject({ data: z.unknown().optional(), error: z.unknown().optional() });
const json: z.ZodType<Json> = z.record(z.string(), z.unknown());

/** Both planes of an embedded sandbox over real HTTP. */
export interface Planes {
  readonly sandbox: Sandbox;
  readonly test: FlintClient<'test'>;
  readonly live: FlintClient<'live'>;
  readonly exchanges: readonly Exchange[];
  /** Arranges something with a plane's first key, outside the code under test; answers with `data`. */
  arrange(mode: 'test' | 'live', method: string, path: string, body?: unknown): Promise<Json>;
}

/**
 * Starts a sandbox for one test. Nothing that the code under test sends with the test key may be a write; that all traffic conforms to the
 * contract is seen to by the suite.
 */
export async function openPlanes(api: ApiOptions = {}): Promise<Planes> {
  const exchanges: Exchange[] = [];
  const sandbox = await startSandbox({ api, onExchange: (exchange) => exchanges.push(exchange) });
  onTestFinished(async () => {
    await sandbox.close();
    expect(exchanges.length).toBeGreaterThan(0);
    expect(writesOf(exchanges, 'test')).toEqual([]);
  });
  return {
    sandbox,
    exchanges,
    test: clientOf('test', sandbox.keys.test, sandbox.baseUrl),
    live: clientOf('live', sandbox.keys.live, sandbox.baseUrl),
    arrange: async (mode, method, path, body) => {
      const response = await fetch(`${sandbox.baseUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${sandbox.keys[mode]}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = envelope.parse(await response.json());
      expect(answer.error).toBeUndefined();
      return json.catch({}).parse(answer.data);
    },
  };
}

/** The writes that the code under test sent to a plane, as `POST /v1/products`. */
export function writesOf(exchanges: readonly Exchange[], mode: 'test' | 'live'): readonly string[] {
  return exchanges
    .filter(({ requestHeaders }) => requestHeaders['user-agent'] === 'flint-golive')
    .filter(({ method, responseHeaders }) => method !== 'GET' && responseHeaders['flint-mode'] === mode)
    .map(({ method, path }) => `${method} ${path}`);
}

/** A client that gives up at once, so that a test of a failure takes no time. */
export function clientOf<M extends 'test' | 'live'>(mode: M, key: string, baseUrl: string): FlintClient<M> {
  const read = readKey(key);
  if ('problem' in read || read.mode !== mode) throw new Error(`not a ${mode} key`);
  const pace = { attempts: 1 };
  // The mode was just compared; TypeScript does not join the two.
  return connect({ mode, key: read.key as Parameters<typeof connect<M>>[0]['key'], baseUrl: new URL(baseUrl), pace });
}

/** Reads both planes and plans. */
export async function planFor(planes: Pick<Planes, 'test' | 'live'>, ids: readonly string[]): Promise<CopyPlan> {
  return planCopies(ids, await readInventory(planes.test), await readInventory(planes.live));
}

/** Carries a plan out as a launch does: look for an earlier copy first, then send. Answers with the id map. */
export async function carryOut(plan: CopyPlan, live: FlintClient): Promise<Map<string, string>> {
  const ids = new Map(plan.alreadyThere.map(({ from, to }) => [from, to]));
  for (const copy of plan.copies) {
    const { value } = (await findCopy(live, copy)) ?? (await sendCopy(live, copy, ids, `copy-${copy.from}`));
    for (const [from, to] of Object.entries(value)) ids.set(from, to);
  }
  return ids;
}

/** The copy of that sandbox id. */
export function copyOf(plan: CopyPlan, from: string): Copy {
  const copy = plan.copies.find((entry) => entry.from === from);
  if (copy === undefined) throw new Error(`the plan does not copy ${from}`);
  return copy;
}

/** One text field of an answer. */
export function textOf(data: Json, field: string): string {
  const value = data[field];
  if (typeof value !== 'string') throw new Error(`${field} is no text`);
  return value;
}

/** Answers itself, or not at all after passing the call on, or (undefined) passes on what the sandbox answers. */
export type Meddle = (call: {
  method: string;
  path: string;
  body: Json;
}) =>
  | { readonly status: number; readonly body: unknown }
  | { readonly change: (data: Json) => Json }
  | 'drop the answer'
  | undefined;

/** A server between client and sandbox that changes what it is told to. */
export async function between(sandbox: Sandbox, meddle: Meddle): Promise<string> {
  const server = createServer((request, response) => {
    pass(sandbox, meddle, request, response).catch(() => response.destroy());
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${port}`;
}

async function pass(sandbox: Sandbox, meddle: Meddle, request: IncomingMessage, response: ServerResponse) {
  let sent = '';
  for await (const part of request) sent += String(part);
  const { method = 'GET', url = '/' } = request;
  const wanted = meddle({ method, path: url.split('?')[0] ?? url, body: sent === '' ? {} : JSON.parse(sent) });
  const headers = { 'content-type': 'application/json' };
  if (typeof wanted === 'object' && 'status' in wanted) {
    const proof = { 'flint-mode': 'live', 'flint-merchant-id': sandbox.merchantId, 'x-request-id': 'req_between' };
    response.writeHead(wanted.status, { ...headers, ...proof }).end(JSON.stringify(wanted.body));
    return;
  }
  const passedOn = Object.entries(request.headers).filter(([name]) =>
    ['authorization', 'content-type', 'idempotency-key', 'user-agent'].includes(name),
  );
  const answer = await fetch(`${sandbox.baseUrl}${url}`, {
    method,
    headers: passedOn.map(([name, value]): [string, string] => [name, String(value)]),
    ...(sent === '' ? {} : { body: sent }),
  });
  const body = envelope.parse(await answer.json());
  if (wanted === 'drop the answer') {
    response.destroy();
    return;
  }
  const proof = ['flint-mode', 'flint-merchant-id', 'x-request-id'].map((name) => [
    name,
    answer.headers.get(name) ?? '',
  ]);
  const shown = wanted === undefined ? body : { ...body, data: changed(body.data, wanted.change) };
  response.writeHead(answer.status, { ...headers, ...Object.fromEntries(proof) }).end(JSON.stringify(shown));
}

function changed(data: unknown, change: (data: Json) => Json): unknown {
  if (Array.isArray(data)) return data.map((item) => change(json.parse(item)));
  return data === undefined ? undefined : change(json.parse(data));
}
