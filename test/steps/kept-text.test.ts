import { describe, expect, it } from 'vitest';
import { mustNotKeep } from '../../src/steps/kept-text.ts';

describe('typed text that would be written down', () => {
  it.each([
    'flint_live_0123456789abcdef0123456789abcdef',
    'printf flint_test_0123456789abcdef | vault write {name}',
    'https://shop.example.com/?key=flint_live_rehearsal_0123456789abcdef',
    '.env.whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  ])('is refused with a secret in it, and not quoted: %s', (text) => {
    const refusal = mustNotKeep(text);
    expect(refusal).toContain('no secret may stand');
    expect(refusal).not.toMatch(/0123|AAEC/);
  });

  it.each(['.env.production', 'gh secret set {name}', 'keys that start with flint_live_', 'whsec_…'])(
    'is taken without one: %s',
    (text) => expect(mustNotKeep(text)).toBeUndefined(),
  );
});
