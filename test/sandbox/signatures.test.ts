import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { legacySignature, standardSignature } from '../../src/sandbox/webhooks/sign.ts';

const secret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

describe('the published vectors', () => {
  test.each([
    {
      signable: {
        secrets: [secret],
        eventId: 'whev_test',
        timestamp: 1700000000,
        body: '{"id":"pi_123","status":"succeeded"}',
      },
      standard: 'v1,/hiJOnBg47YJCiwbXhOB2ygLlyQXGu6CHw8D3A/KW5o=',
      legacy: 't=1700000000,v1=6c03cf4f4f520506c386eb707258ec065f0df0350ba5c7955f721eaa9f5c0a60',
    },
    {
      signable: { secrets: [secret], eventId: 'whev_utf8', timestamp: 1700000000, body: '{"note":"café"}' },
      standard: 'v1,t6Rxv4AKGpliC6ZcvuZJfY8wQD6v94G1HhQJBpBnXpw=',
      legacy: 't=1700000000,v1=84ddad9aab7fcfd47972cbd075fa7fd728b8d5e8fb0ee97f4fe10fcfc221b10e',
    },
  ])('$signable.eventId is signed by both schemes', ({ signable, standard, legacy }) => {
    expect(standardSignature(signable)).toBe(standard);
    expect(legacySignature(signable)).toBe(legacy);
  });
});

test('an independent verifier accepts the standard signature and refuses a changed body', () => {
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = standardSignature({ secrets: [secret], eventId: 'whev_1', timestamp, body: '{"a":1}' });
  const headers = {
    'webhook-id': 'whev_1',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  };
  expect(new Webhook(secret).verify('{"a":1}', headers)).toEqual({ a: 1 });
  expect(() => new Webhook(secret).verify('{"a":2}', headers)).toThrow();
});

test.each(['secret', 'whsec_not-base64', 'whsec_YQ=='])('%s is no secret of the standard scheme', (wrong) => {
  expect(() => standardSignature({ secrets: [wrong], eventId: 'whev_1', timestamp: 1, body: '' })).toThrow();
});
