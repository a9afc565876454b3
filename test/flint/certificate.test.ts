import { expect, test } from 'vitest';
import { FlintError } from '../../src/flint/errors.ts';
import { explain } from '../../src/flint/sentences.ts';
import { untrustedServer } from '../untrusted-server.ts';
import { liveClient } from './scripted-server.ts';

test('a server with an untrusted certificate gets no key, even where the environment switches the check off', async () => {
  const server = await untrustedServer();
  const error = await liveClient(server.url)
    .prove()
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FlintError);
  expect(error).toMatchObject({
    problem: 'network',
    outcome: 'nothing-happened',
    systemCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  if (error instanceof FlintError) expect(explain(error).headline).toBe('The server could not prove that it is Flint.');
  expect(server.requests()).toBe(0);
});
