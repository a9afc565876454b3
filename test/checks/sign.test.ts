import { describe, expect, it } from 'vitest';
import { probeEvent, spell } from '../../src/checks/handler/event.ts';
import { legacyKey, legacySignature, standardKey, standardSignature } from '../../src/checks/handler/sign.ts';
import { liveSecret } from './serve-handler.ts';

describe('signatures', () => {
  it.each([
    {
      id: 'whev_test',
      body: '{"id":"pi_123","status":"succeeded"}',
      standard: 'v1,/hiJOnBg47YJCiwbXhOB2ygLlyQXGu6CHw8D3A/KW5o=',
      legacy: 't=1700000000,v1=6c03cf4f4f520506c386eb707258ec065f0df0350ba5c7955f721eaa9f5c0a60',
    },
    {
      id: 'whev_utf8',
      body: '{"note":"café"}',
      standard: 'v1,t6Rxv4AKGpliC6ZcvuZJfY8wQD6v94G1HhQJBpBnXpw=',
      legacy: 't=1700000000,v1=84ddad9aab7fcfd47972cbd075fa7fd728b8d5e8fb0ee97f4fe10fcfc221b10e',
    },
  ])('are those of the published vector $id', ({ id, body, standard, legacy }) => {
    const signable = { id, timestamp: 1_700_000_000, body };
    expect(standardSignature(standardKey(liveSecret) ?? Buffer.alloc(0), signable)).toBe(standard);
    expect(legacySignature(legacyKey(liveSecret), signable)).toBe(legacy);
  });

  it.each(['secret', 'whsec_not-base64', 'whsec_YQ==', '', `${liveSecret}\n`])('take %j for no secret', (text) => {
    expect(standardKey(text)).toBeUndefined();
  });
});

describe('the spellings of an event', () => {
  const event = probeEvent({
    mode: 'live',
    merchantId: undefined,
    at: new Date(0),
    note: 'A test of flint-golive, signed as written: café / thé',
  });
  const unusual = spell(event, 'unusual');

  it('are all the same JSON', () => {
    for (const spelling of ['compact', 'spaced', 'unusual'] as const) {
      expect(JSON.parse(spell(event, spelling))).toEqual(event);
    }
  });

  it('include one that no way of writing JSON again gives back', () => {
    const parsed: unknown = JSON.parse(unusual);
    for (const indent of [undefined, 1, 2, 3, 4, '\t']) expect(JSON.stringify(parsed, null, indent)).not.toBe(unusual);
    expect(unusual).toContain('\\u0073igned');
    expect(unusual).toContain('"\\u0074est"');
    expect(unusual).toContain('\\/');
    expect(unusual).toContain('café');
    expect(Object.keys(JSON.parse(unusual))[0]).toBe('data');
  });

  it('include the one of Python, with its blanks and escapes', () => {
    expect(spell(event, 'spaced')).toContain('"payload_version": 1, "api_version": "2026-09-07"');
    expect(spell(event, 'spaced')).toContain('caf\\u00e9 / th\\u00e9');
  });
});
