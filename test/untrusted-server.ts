import { createPrivateKey } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';

// A certificate for localhost that nobody signed, and its key; made for tests and used nowhere else.
const privateKey =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2nMvA15UBe4691obJtd2kTq0UTJ6UN9tyx4C0ahVLG6hRANCAAS7nAc4AJtlRsAdBWwHpyLu' +
  'QvE4kCIf+fm0NQ6HB5IXK16/iOCtB4VoyKP2T+1AlBkIQVjZufRfF9xOz0KKzhlK';
const certificate =
  'MIIBnDCCAUGgAwIBAgIUMmDMkYWaBiW6/zuBHgFFtP37pP8wCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEyMjYzM1oYDzIx' +
  'MjYxMDI5MTIyNjIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS7nAc4AJtlRsAdBWwHpyLuQvE4kCIf+fm0NQ6H' +
  'B5IXK16/iOCtB4VoyKP2T+1AlBkIQVjZufRfF9xOz0KKzhlKo28wbTAdBgNVHQ4EFgQU56Qb9iCyNaIq/CaccT05Nrcevn8wHwYDVR0jBBgwFoAU56Qb9iCy' +
  'NaIq/CaccT05Nrcevn8wDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDSQAwRgIhAL6ea7+PJxtEO+YA' +
  'jsxC0QN/XeMps/FvbPzi7DYS50cgAiEA32XnKYNN6rZRoSJyG+r7yJKqc/P50woyTVQ8doxv7eo=';

/**
 * An https server that nobody vouches for, in an environment that switches the check of certificates off. Gives its address, and
 * how many requests reached it.
 */
export async function untrustedServer(): Promise<{ readonly url: URL; readonly requests: () => number }> {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  let requests = 0;
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const server = createServer(
    {
      key: key.export({ format: 'pem', type: 'pkcs8' }),
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
  return { url: new URL(`https://127.0.0.1:${port}/`), requests: () => requests };
}
