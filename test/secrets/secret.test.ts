import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/secrets/secret.ts';

const raw = `flint_live_${'0123456789abcdef'.repeat(4)}`;

describe('a secret', () => {
  it('shows nothing of itself however it is turned into text', () => {
    const secret = new Secret(raw);
    const shown = [
      String(secret),
      `${secret}`,
      `key: ${secret}`,
      JSON.stringify({ secret, list: [secret] }),
      inspect(secret, { showHidden: true, depth: null }),
      inspect({ a: { b: { secret } } }, { depth: null }),
      JSON.stringify({ ...secret }),
      JSON.stringify(structuredClone({ ...secret })),
      String(Object.getOwnPropertyNames(secret)),
      new Error(`failed with ${secret}`).stack ?? '',
    ];
    for (const text of shown) expect(text).not.toContain('0123456789abcdef');
    expect(String(secret)).toBe('[secret]');
  });

  it('gives its text only when it is revealed', () => {
    expect(new Secret(raw).reveal()).toBe(raw);
  });

  it.each([
    [raw, 'flint_live_…cdef'],
    ['flint_test_rehearsal_0123456789abcdef', 'flint_test_rehearsal_…cdef'],
    ['whsec_AAECAwQFBgcICQoLDA0ODw==', 'whsec_…Dw=='],
    ['flint_live_short', 'flint_live_…'],
    ['a password of someone', '…eone'],
    ['short', '…'],
    ['', '…'],
  ])('is masked so that most of it stays hidden', (text, masked) => {
    expect(new Secret(text).masked()).toBe(masked);
  });

  it('compares by its text', () => {
    expect(new Secret(raw).equals(new Secret(raw))).toBe(true);
    expect(new Secret(raw).equals(new Secret(`${raw}0`))).toBe(false);
  });
});
