import { expect } from 'vitest';
import { z } from 'zod';
import type { FlintClient } from '../../src/flint/client.ts';
import { FlintError } from '../../src/flint/errors.ts';
import { resource } from '../../src/flint/wire/envelope.ts';
import { json } from './scripted-server.ts';

export const answer = resource(z.object({ name: z.string() }));

export const good = json(200, { data: { name: 'value' } });

export const read = (client: FlintClient) => client.request({ method: 'GET', path: '/v1/things/one', answer });

export const write = (client: FlintClient) =>
  client.request({ method: 'POST', path: '/v1/things', body: { b: 1, a: 2 }, idempotencyKey: 'key-1', answer });

export async function failure(call: Promise<unknown>): Promise<FlintError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FlintError);
  return error as FlintError; // Asserted in the line before.
}
