import { describe, expect, it } from 'vitest';
import { FlintError } from '../../src/flint/errors.ts';
import { isCertificateProblem } from '../../src/flint/transport/tls.ts';
import { json, liveClient, scripted } from './scripted-server.ts';

describe('a connection that cannot be encrypted', () => {
  it.each([
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'ERR_SSL_NO_SHARED_CIPHER',
  ])('is known by the code of its handshake: %s', (code) => expect(isCertificateProblem(code)).toBe(true));

  it.each([
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
    'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC',
    'ERR_SSL_UNEXPECTED_EOF_WHILE_READING',
    'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR',
    'ECONNRESET',
    undefined,
  ])('is not what ended a connection that may have stood already: %s', (code) =>
    expect(isCertificateProblem(code)).toBe(false),
  );

  it('took no request along: a server that speaks no TLS', async () => {
    const server = await scripted(json(200, { data: {} }));
    const url = new URL(server.baseUrl);
    url.protocol = 'https:';
    const error = await liveClient(url)
      .prove()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FlintError);
    expect(error).toMatchObject({ outcome: 'nothing-happened' });
    expect(server.seen).toEqual([]);
  });
});
