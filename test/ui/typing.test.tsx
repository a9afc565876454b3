import { describe, expect, it, vi } from 'vitest';
import type { OpenQuestion } from '../../src/launch/state.ts';
import { App } from '../../src/ui/app.tsx';
import type { StandingLaunch } from './controls.ts';
import { standingLaunch } from './controls.ts';
import { asking, playgroundNow } from './playground/moments.ts';
import { playground } from './playground/playground.ts';
import type { Terminal } from './terminal.tsx';
import { openTerminal } from './terminal.tsx';

const base = playground['configuration: text'] ?? raise();

function raise(): never {
  throw new Error('missing in the playground');
}

function ask(question: Partial<OpenQuestion> & Pick<OpenQuestion, 'kind'>): StandingLaunch & Terminal {
  const launch = standingLaunch({ ...base, moment: asking({ prompt: 'What is it?', ...question }) });
  const terminal = openTerminal(<App controls={launch} openLink={() => undefined} now={() => playgroundNow} />);
  return { ...launch, ...terminal };
}

async function given(launch: StandingLaunch, ...expected: readonly (readonly string[])[]): Promise<void> {
  await vi.waitFor(() => expect(launch.done).toEqual(expected), { timeout: 10_000, interval: 5 });
}

const left = '\u001B[D';
const down = '\u001B[B';

describe('typing fast loses no key', () => {
  it('takes letters, Left and another letter in one read', async () => {
    const asked = ask({ kind: 'text' });
    asked.send(`ab${left}X\r`);
    await given(asked, ['answer', 'aXb']);
  });

  it('submits what came in the same read as Enter', async () => {
    const asked = ask({ kind: 'text' });
    asked.send('hello\r');
    await given(asked, ['answer', 'hello']);
  });

  it('picks the third choice by Down, Down, Enter in one read', async () => {
    const choices = ['one', 'two', 'three'].map((value) => ({ value, label: value }));
    const asked = ask({ kind: 'choice', choices });
    asked.send(`${down}${down}\r`);
    await given(asked, ['answer', 'three']);
  });

  it('finds the list that comes back when help closes, within one read', async () => {
    const choices = ['one', 'two', 'three'].map((value) => ({ value, label: value }));
    const asked = ask({ kind: 'choice', choices });
    asked.send(`?\r${down}\r`);
    await given(asked, ['answer', 'two']);
  });

  it('goes to the field of the next question', async () => {
    const asked = ask({ kind: 'text' });
    asked.send('one\r');
    await given(asked, ['answer', 'one']);
    asked.show({ ...base, moment: asking({ kind: 'text', key: 'next', prompt: 'And then?' }) });
    asked.send('two\r');
    await given(asked, ['answer', 'one'], ['answer', 'two']);
  });

  it('keeps the order of a long sentence typed at once', async () => {
    const asked = ask({ kind: 'text' });
    for (const word of ['the ', 'quick ', 'brown ', 'fox']) asked.send(word);
    asked.send('\r');
    await given(asked, ['answer', 'the quick brown fox']);
  });
});

describe('a field', () => {
  const cases: readonly [string, string, string][] = [
    ['goes to the start with Ctrl+A and to the end with Ctrl+E', 'bc\u0001a\u0005d', 'abcd'],
    ['goes to the start with Home and to the end with End', 'bc\u001B[Ha\u001B[Fd', 'abcd'],
    ['goes to the start and the end with the other forms of Home and End', 'bc\u001B[1~a\u001BOFd', 'abcd'],
    ['deletes to the start with Ctrl+U', `abcd${left}\u0015X`, 'Xd'],
    ['deletes the word before the cursor with Ctrl+W', 'one two\u0017three', 'one three'],
    ['deletes to the end with Ctrl+K', `abcd${left}${left}\u000B`, 'ab'],
    ['deletes behind the cursor with Delete', `abc${left}${left}\u001B[3~`, 'ac'],
    ['deletes a whole emoji with Backspace', 'a👍🏽\u007Fb', 'ab'],
    ['moves over a whole emoji with Left', `👍🏽b${left}${left}a`, 'a👍🏽b'],
    ['types an emoji behind another', 'a😀😀b', 'a😀😀b'],
    ['stays inside the text when Left is pressed at its start', `a${left}${left}${left}bc`, 'bca'],
    ['stays inside the text when Right is pressed at its end', 'a\u001B[C\u001B[Cbc', 'abc'],
    ['ignores keys that it does not know', 'a\u001B[24~\u001Bx\u0007\u001B[I\u001B[2~\u0000b', 'ab'],
    ['moves by words with Ctrl and Left', 'one two\u001B[1;5DX', 'one Xtwo'],
    ['takes a paste as one, without its line breaks', '\u001B[200~whsec_abc\r\ndef\n\u001B[201~', 'whsec_abcdef'],
    ['takes a paste at the cursor', `ad${left}\u001B[200~bc\u001B[201~`, 'abcd'],
    ['takes a paste that holds escape sequences as text', '\u001B[200~a\u001B[Db\u001B[201~', 'a[Db'],
    ['takes a long run without paste marks as a paste', 'x'.repeat(400), 'x'.repeat(400)],
  ];

  it.each(cases)('%s', async (_, typed, expected) => {
    const asked = ask({ kind: 'text' });
    asked.send(`${typed}\r`);
    await given(asked, ['answer', expected]);
  });

  it('joins an emoji whose bytes come in two reads', async () => {
    const asked = ask({ kind: 'text' });
    const bytes = Buffer.from('a😀b\r');
    asked.send(bytes.subarray(0, 3));
    asked.send(bytes.subarray(3));
    await given(asked, ['answer', 'a😀b']);
  });

  it('begins with the default, and takes it for an emptied field', async () => {
    const asked = ask({ kind: 'text', initial: 'https://shop.example.com', hasDefault: true });
    await asked.shows('> https://shop.example.com');
    asked.send('\u0015\r');
    await given(asked, ['answer', 'https://shop.example.com']);
  });

  it('does not answer while the last answer is being looked at, but takes what is typed', async () => {
    const asked = ask({ kind: 'text', checking: true });
    asked.send('ab\rc');
    await asked.shows('> abc');
    expect(asked.done).toEqual([]);
  });

  it('shows where the cursor stands without colours', async () => {
    const asked = ask({ kind: 'text' });
    asked.send(`ab${left}`);
    await asked.shows('> a|b');
  });

  it('shows the part around the cursor of a text that is too long', async () => {
    const asked = ask({ kind: 'text' });
    asked.send(`${'y'.repeat(500)}END`);
    await asked.shows('END_');
    expect(asked.frame().split('\n').length).toBeLessThanOrEqual(24);
    asked.send('\r');
    await given(asked, ['answer', `${'y'.repeat(500)}END`]);
  });
});

describe('a secret', () => {
  it('is never drawn, only counted', async () => {
    const asked = ask({ kind: 'secret' });
    asked.send('\u001B[200~flint_live_canary\n\u001B[201~');
    await asked.shows('(hidden) 17 characters');
    asked.send(`Z${left}${left}Q`);
    await asked.shows('(hidden) 19 characters');
    asked.send('\r');
    await given(asked, ['answer', 'flint_live_canarQyZ']);
    for (const frame of asked.output.frames) expect(frame).not.toMatch(/canar|flint_l|Q|Z/);
  });

  it('is forgotten once it was given', async () => {
    const asked = ask({ kind: 'secret' });
    asked.send('abc\r');
    await asked.shows('type it or paste it');
    await given(asked, ['answer', 'abc']);
  });

  it('can be the one that was found, with Enter alone', async () => {
    const asked = ask({ kind: 'secret', hasDefault: true });
    await asked.shows('type it or paste it');
    asked.send('\r');
    await given(asked, ['answer', '']);
  });
});

describe('a money question', () => {
  const money = {
    phrase: 'refund 1.00',
    amount: { amount: 100, currency: 'USD' },
    declined: 'Esc leaves the payment as it is.',
  };

  it('is answered by what was typed', async () => {
    const asked = ask({ kind: 'money', money });
    asked.send('refund 1.00\r');
    await given(asked, ['answer', 'refund 1.00']);
  });

  it('is declined with Esc, and a lone Esc needs no further key', async () => {
    const asked = ask({ kind: 'money', money });
    asked.send('refund\u001B');
    await given(asked, ['decline']);
  });

  it('is left with Ctrl+C, even in the middle of other keys', async () => {
    const asked = ask({ kind: 'money', money });
    asked.send('ref\u0003und');
    await given(asked, ['leave', 'interrupted']);
  });

  it('does not take keys of other screens', async () => {
    const asked = ask({ kind: 'money', money });
    asked.send('q?bro');
    await asked.shows('> q?bro');
    expect(asked.done).toEqual([]);
  });
});

describe('stepping out of a field', () => {
  it('makes the other keys work, and what was typed stays', async () => {
    const asked = ask({ kind: 'text' });
    asked.send('abc\u001B');
    await asked.shows('type on');
    asked.send('?');
    await asked.shows('Keys that work here');
    asked.send('\u001B');
    await asked.shows('> abc');
    asked.send('\u001B');
    await asked.shows('other keys');
    asked.send('d\r');
    await given(asked, ['answer', 'abcd']);
  });

  it('keeps a paste from being taken for keys', async () => {
    const asked = ask({ kind: 'text' });
    asked.send('\u001B');
    await asked.shows('type on');
    asked.send('\u001B[200~q\u001B[201~?');
    await asked.shows('Keys that work here');
    expect(asked.done).toEqual([]);
  });
});
