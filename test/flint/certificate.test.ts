import { createPrivateKey } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FlintError } from '../../src/flint/errors.ts';
import { explain } from '../../src/flint/sentences.ts';
import { liveClient } from './scripted-server.ts';

// A certificate for localhost that nobody signed, and its key; made for this test and used nowhere else.
const key =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2nMvA15UBe4691obJtd2kTq0UTJ6UN9tyx4C0ahVLG6hRANCAAS7nAc4AJtlRsAdBWwHpyLu' +
  'QvE4kCIf+fm0NQ6HB5IXK16/iOCtB4VoyKP2T+1AlBkIQVjZufRfF9xOz0KKzhlK';
const certificate =
  'MIIBnDCCAUGgAwIBAgIUMmDMkYWaBiW6/zuBHgFFtP37pP8wCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEyMjYyM1oYDzIx' +
  'MjYxMDI5MTIyNjIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS7nAc4AJtlRsAdBWwHpyLuQvE4kCIf+fm0NQ6H' +
  'B5IXK16/iOCtB4VoyKP2T+1AlBkIQVjZufRfF9xOz0KKzhlKo28wbTAdBgNVHQ4EFgQU56Qb9iCyNaIq/CaccT05Nrcevn8wHwYDVR0jBBgwFoAU56Qb9iCy' +
  'NaIq/CaccT05Nrcevn8wDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDSQAwRgIhAL6ea7+PJxtEO+YA' +
  'jsxC0QN/XeMps/FvbPzi7DYS50cgAiEA32XnKYNN6rZRoSJyG+r7yJKqc/P50woyTVQ8doxv7eo=';

test('a server with an untrusted certificate gets no key, even where the environment switches the check off', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  let requests = 0;
  const pem = createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });
  const server = createServer(
    {
      key: pem.export({ format: 'pem', type: 'pkcs8' }),
      cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
    },
    (_request, response) => {
      requests += 1;
      response.end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address record.
  const { port } = server.address() as AddressInfo;
  const error = await liveClient(new URL(`https://127.0.0.1:${port}`))
    .prove()
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FlintError);
  expect(error).toMatchObject({
    problem: 'network',
    outcome: 'nothing-happened',
    systemCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  if (error instanceof FlintError) expect(explain(error).headline).toBe('The server could not prove that it is Flint.');
  expect(requests).toBe(0);
});
