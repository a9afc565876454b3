import { describe, expect, it } from 'vitest';
import { readSignatureAnswer } from '../../../src/checks/symptoms/signature-answers.ts';

describe('what an answer says about signatures', () => {
  it.each([
    [400, 'invalid signature'],
    [401, '{"error":"Signature verification failed"}'],
    [403, 'Webhook could not be verified'],
    [500, 'Error: No matching HMAC'],
    [500, 'whsec_… is not the right webhook secret'],
    [400, 'verify your webhook payload'],
  ])('%i “%s” refuses the signature', (status, excerpt) => {
    expect(readSignatureAnswer({ status, excerpt })).toBe('refused');
  });

  it.each([
    [400, ''],
    [400, 'Bad Request'],
    [401, 'Unauthorized'],
    [403, '  forbidden.'],
    [500, 'Internal Server Error'],
    [500, undefined],
  ])('%i “%s” gives no reason', (status, excerpt) => {
    expect(readSignatureAnswer({ status, excerpt })).toBe('silent');
  });

  it.each([
    [401, 'You are not signed in. Please verify your e-mail address.'],
    [400, 'No courier is assigned to this order'],
    [404, ''],
    [429, ''],
    [503, ''],
    [302, 'signature'],
    [undefined, 'signature'],
    [500, 'connect ECONNREFUSED 10.0.0.7:5432'],
  ])('%s “%s” is about something else', (status, excerpt) => {
    expect(readSignatureAnswer({ status, excerpt })).toBe('other');
  });

  it('a 2xx accepts, whatever it says', () => {
    expect(readSignatureAnswer({ status: 200, excerpt: 'invalid signature' })).toBe('accepted');
  });
});
