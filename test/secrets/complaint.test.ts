import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complaintToShow } from '../../src/secrets/complaint.ts';
import { Secret } from '../../src/secrets/secret.ts';

describe('what a command said', () => {
  it('is one line that no terminal acts upon', () => {
    expect(complaintToShow('\u001b]0;title\u0007a\r\n\tb\u202e c\u0000\u200b\n')).toBe('a b c');
  });

  it('keeps its end when it is long, since that is where the reason stands', () => {
    const shown = complaintToShow(`${'trace '.repeat(500)}the reason`);
    expect(shown).toMatch(/^…/);
    expect(shown).toMatch(/the reason$/);
    expect(shown.length).toBeLessThanOrEqual(301);
  });

  it('never shows anything that looks like a key, also when nobody knows the secret', () => {
    expect(complaintToShow('got flint_live_abc123 and whsec_x+/y= back')).toBe('got [secret] and [secret] back');
  });

  it('hides a secret that escape sequences cut in pieces', () => {
    expect(complaintToShow('x abcd\u001b[1mefgh\u001b[0mijkl y', new Secret('abcdefghijkl'))).toBe('x [secret] y');
  });

  it('hides a short secret too, and nothing for an empty one', () => {
    expect(complaintToShow('wrong pin 4711', new Secret('4711'))).toBe('wrong pin [secret]');
    expect(complaintToShow('words', new Secret(''))).toBe('words');
  });

  it('never shows eight characters in a row of a secret, whatever stands around them', () => {
    const key = fc.stringMatching(/^[a-z0-9]{16,60}$/);
    fc.assert(
      fc.property(key, fc.string(), fc.string(), fc.nat(), fc.nat(), (text, before, after, from, length) => {
        const start = from % (text.length - 8);
        const part = text.slice(start, start + 8 + (length % text.length));
        const shown = complaintToShow(before + part + after, new Secret(text));
        for (let index = 0; index + 8 <= text.length; index += 1) {
          expect(shown).not.toContain(text.slice(index, index + 8));
        }
      }),
    );
  });
});
