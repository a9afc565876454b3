import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskKey, modeOfKey, readKey } from '../../src/flint/keys.ts';

const live = 'flint_live_0123456789abcdef';

describe('reading a key', () => {
  test.each([
    ['as it is', live],
    ['with blanks and line ends around it', `  \t${live}\r\n`],
    ['in double quotes', `"${live}"`],
    ['in single quotes', `'${live}'`],
    ['between bracketed-paste markers', `\u001b[200~${live}\u001b[201~`],
    ['as a line of an env file', `FLINT_API_KEY=${live}`],
    ['as a quoted export', `export FLINT_API_KEY="${live}"\n`],
  ])('takes it %s', (_how, text) => {
    expect(readKey(text)).toEqual({ mode: 'live', key: live, marked: false });
  });

  test.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['""', 'empty'],
    ['flint_live_abc\nflint_live_def', 'line break'],
    ['whsec_AAECAwQ=', 'webhook secret'],
    ['sk_live_123', 'not a Flint key'],
    ['flint_live_', 'not a Flint key'],
    ['FLINT_LIVE_abc', 'not a Flint key'],
    ['flint_live_abc def', 'illegal characters'],
    ['flint_live_abc\u200bdef', 'illegal characters'],
    ['flint_live_café', 'illegal characters'],
  ])('refuses %j as %s', (text, problem) => {
    expect(readKey(text)).toEqual({ problem });
  });

  test('tells the keys of the embedded sandbox by their marker', () => {
    expect(readKey('flint_test_rehearsal_1a2b')).toMatchObject({ mode: 'test', marked: true });
    expect(readKey('flint_live_rehearsal_1a2b')).toMatchObject({ mode: 'live', marked: true });
    expect(readKey('flint_live_xrehearsal_1a2b')).toMatchObject({ mode: 'live', marked: false });
  });

  test('judges the mode by the prefix alone, whatever follows it', () => {
    fc.assert(
      fc.property(fc.constantFrom('test', 'live'), fc.stringMatching(/^[!-~]+$/), (mode, rest) => {
        const key = `flint_${mode}_a${rest}a`;
        expect(readKey(key)).toMatchObject({ mode, key });
        expect(modeOfKey(key)).toBe(mode);
      }),
    );
  });
});

describe('masking a key', () => {
  test('shows the prefix and the last four characters', () => {
    expect(maskKey(live)).toBe('flint_live_…cdef');
  });

  test('shows nothing of a key too short to hide the rest', () => {
    expect(maskKey('flint_live_abcd')).toBe('flint_live_…');
    expect(maskKey('something else entirely')).not.toContain('something');
  });
});
