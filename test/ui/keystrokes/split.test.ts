import { describe, expect, it } from 'vitest';
import { splitKeystrokes } from '../../../src/ui/keystrokes/split.ts';

describe('splitting what a terminal sent', () => {
  const cases: readonly [string, string, string[], string][] = [
    ['single characters', 'ab', ['a', 'b'], ''],
    ['what a reader sees as one character', 'e\u0301👍🏽', ['e\u0301', '👍🏽'], ''],
    ['control characters apart from text', 'hi\r\u007F\t', ['h', 'i', '\r', '\u007F', '\t'], ''],
    ['Enter and line feed, though they make one line break', '\r\n', ['\r', '\n'], ''],
    ['arrows', '\u001B[A\u001B[D\u001BOB', ['\u001B[A', '\u001B[D', '\u001BOB'], ''],
    ['arrows with modifiers', '\u001B[1;5Dx', ['\u001B[1;5D', 'x'], ''],
    ['arrows with Alt in front', '\u001B\u001B[Ax', ['\u001B\u001B[A', 'x'], ''],
    ['function keys of the Linux console', '\u001B[[Ax', ['\u001B[[A', 'x'], ''],
    ['keys of rxvt', '\u001B[3$\u001B[7^x', ['\u001B[3$', '\u001B[7^', 'x'], ''],
    ['a letter with Alt', '\u001Bbx', ['\u001Bb', 'x'], ''],
    ['a paste as one', 'a\u001B[200~x\ny\u001B[201~b', ['a', '\u001B[200~x\ny\u001B[201~', 'b'], ''],
    ['the answer of a terminal to a question, which is dropped', '\u001B]11;rgb:00/00/00\u0007x', ['x'], ''],
    ['the other form of such an answer', '\u001BP1$r0m\u001B\\x', ['x'], ''],
    ['a lone escape, which may be a beginning', 'a\u001B', ['a'], '\u001B'],
    ['the beginning of a sequence', 'a\u001B[1;', ['a'], '\u001B[1;'],
    ['the beginning of a paste', '\u001B[200~abc', [], '\u001B[200~abc'],
    ['an escape before another escape that begins nothing', '\u001B\u001Bx', ['\u001B', '\u001Bx'], ''],
    ['Alt with a bracket, which must not swallow the next key', '\u001B[éa', ['é', 'a'], ''],
  ];

  it.each(cases)('gives %s', (_, input, keys, rest) => {
    expect(splitKeystrokes(input)).toEqual({ keys, rest });
  });

  it('takes a run that nobody can type as a paste', () => {
    const run = 'x'.repeat(33);
    expect(splitKeystrokes(`${run}\r`).keys).toEqual([`\u001B[200~${run}\u001B[201~`, '\r']);
  });

  it('loses nothing but answers of the terminal, wherever the input is cut', () => {
    const input = 'ab\u001B[A\u001B[200~paste\u001B[201~é👍🏽\r\u001B[1;5Dq';
    const whole = splitKeystrokes(input).keys;
    for (let cut = 1; cut < input.length; cut += 1) {
      // Text may be cut inside a character here; a decoder in front of it prevents that.
      if (/\p{Surrogate}/u.test(input.slice(0, cut)) || /^\p{Emoji_Modifier}/u.test(input.slice(cut))) continue;
      const first = splitKeystrokes(input.slice(0, cut));
      const second = splitKeystrokes(first.rest + input.slice(cut));
      expect([...first.keys, ...second.keys], `cut at ${cut}`).toEqual(whole);
    }
  });
});
