import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, cleanTextWithoutSecrets } from '../../src/flint/wire/text.ts';

const escapeCharacter = '\u001b';

describe('text from outside', () => {
  test.each([
    ['colours', `${escapeCharacter}[31mred${escapeCharacter}[0m`, 'red'],
    ['concealed text', `a${escapeCharacter}[8mb`, 'ab'],
    ['cursor movement', `a${escapeCharacter}[2J${escapeCharacter}[1;1Hb`, 'ab'],
    ['a title', `${escapeCharacter}]0;owned\u0007text`, 'text'],
    ['the clipboard', `${escapeCharacter}]52;c;bWFsd2FyZQ==${escapeCharacter}\\text`, 'text'],
    [
      'a link to elsewhere',
      `${escapeCharacter}]8;;https://evil.example${escapeCharacter}\\Flint${escapeCharacter}]8;;${escapeCharacter}\\`,
      'Flint',
    ],
    ['eight-bit sequences', '\u009b31mred\u009d0;owned\u009ctext', 'redtext'],
    ['device control', `${escapeCharacter}Pq#0${escapeCharacter}\\text`, 'text'],
    ['line breaks', 'one\r\ntwo\u2028three', 'one two three'],
    ['bidirectional overrides', 'a\u202etxt.exe\u2066b', 'atxt.exeb'],
    ['invisible characters', 'a\u200b\u2060\ufeff\u00adb', 'ab'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
  ])('loses %s', (_what, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  test('keeps what people write', () => {
    expect(cleanText('Canvas & Co. – Größe 12 “ok” 👩‍👩‍👧 日本')).toBe('Canvas & Co. – Größe 12 “ok” 👩‍👩‍👧 日本');
  });

  test('is cut with an ellipsis', () => {
    expect(cleanText('x'.repeat(10_000), 20)).toBe(`${'x'.repeat(19)}…`);
  });

  test('never holds a control, an escapeCharacter or an override, whatever came in', () => {
    const nasty = fc.array(
      fc.constantFrom(
        escapeCharacter,
        ']',
        '[',
        '8',
        ';',
        'm',
        '\u0007',
        '\\',
        '\u009b',
        '\u009d',
        '\u009c',
        '\n',
        'a',
        '\u202e',
        'P',
        '0',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          nasty.map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const clean = cleanText(text);
          expect(clean).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
          expect(clean.length).toBeLessThanOrEqual(500);
          expect(cleanText(clean)).toBe(clean);
        },
      ),
    );
  });

  test('loses an echoed key and other secrets, hidden characters inside or not', () => {
    const key = 'flint_live_0123456789abcdef';
    for (const text of [`bad key ${key}!`, `bad key ${key.slice(0, 15)}\u200b${key.slice(15)}!`]) {
      expect(cleanTextWithoutSecrets(text, key)).not.toContain('0123456789');
    }
    expect(cleanTextWithoutSecrets('other flint_test_aaaaaaaaaaaaaaa whsec_bbbbbbbbbbbbbbb=', key)).toBe(
      'other flint_test_… whsec_…',
    );
  });
});
