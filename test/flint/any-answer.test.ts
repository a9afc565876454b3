import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FlintError } from '../../src/flint/errors.ts';
import { explain } from '../../src/flint/sentences.ts';
import { bySchema, drawBody, everyMischief, type SuccessAnswer, successOf } from '../contract/generated-answers.ts';
import { everyCall } from './every-call/every-call.ts';
import { type CallUnderTest, sent } from './every-call/judging.ts';
import { liveClient } from './scripted-server.ts';

// Answers drawn from the documents themselves, with everything mixed in that a server might add, leave out or rename.
const headers = {
  'content-type': 'application/json',
  'flint-mode': 'live',
  'flint-merchant-id': 'mer_1abc',
  'x-request-id': 'request-1',
};
const missing = { error: { type: 'not_found_error', code: 'ROUTE_NOT_FOUND', message: 'No such route.' } };

let server: Server;
let baseUrl: URL;
let served: { readonly method: string; readonly pattern: RegExp; readonly status: number; readonly body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const path = request.url?.split('?')[0] ?? '';
    const asked = request.method === served.method && served.pattern.test(path);
    response.writeHead(asked ? served.status : 404, headers).end(asked ? served.body : JSON.stringify(missing));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address record.
  baseUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
});

const calls = Object.entries(everyCall).flatMap(([name, rows]) =>
  [rows].flat().map((row: CallUnderTest) => ({ name, ...row })),
);
const decided = { numRuns: 40 };
const others = { numRuns: 8 };

describe.each(['guide', '2026-09-07'] as const)(
  'answers of the %s document, and what a server might make of them',
  (generation) => {
    const served = calls.flatMap((row) => {
      const success = successOf(generation, row.operation);
      return success === undefined ? [] : [{ ...row, success }];
    });

    test.each(served)('$name ($operation) reads them calmly, and calls nothing good that is not', async (row) => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), fc.constantFrom(bySchema, everyMischief), async (draw, mischief) => {
          await readCalmly(row, row.success, drawBody(draw, row.success, mischief));
        }),
        row.judge === undefined ? others : decided,
      );
    });
  },
);

test('every function of the client that calls Flint is among them', async () => {
  const verbs =
    /^(?:list|read|create|update|archive|delete|send|resend|rotate|revoke|advance|resolve|close|issue|patch|find)[A-Z]/;
  const judges = ['readKey', 'readBaseUrl', 'readMode'];
  const named = (await exportsOfFlint()).filter((name) => verbs.test(name) && !judges.includes(name));
  expect(named.filter((name) => !Object.hasOwn(everyCall, name))).toEqual([]);
  expect(named.length).toBeGreaterThan(60);
});

/** The names of everything that the files of the client's room export. */
async function exportsOfFlint(): Promise<string[]> {
  const room = new URL('../../src/flint/', import.meta.url);
  const files = (await readdir(room)).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(files.map((file) => import(new URL(file, room).href)));
  return modules.flatMap((module: object) => Object.keys(module));
}

async function readCalmly(row: CallUnderTest, { status }: SuccessAnswer, body: unknown): Promise<void> {
  const [method = '', path = ''] = row.operation.split(' ');
  served = {
    method,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    status,
    body: JSON.stringify(body),
  };
  try {
    row.judge?.(await row.call(liveClient(baseUrl)), sent(body, 'data'));
  } catch (error) {
    if (!(error instanceof FlintError)) throw error;
    const { headline, meaning, remedy } = explain(error);
    expect([headline, meaning, remedy].every((sentence) => sentence.trim().length > 10)).toBe(true);
    expect(remedy).toContain('request-1');
  }
}
