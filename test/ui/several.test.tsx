import { describe, expect, it, vi } from 'vitest';
import type { OpenQuestion } from '../../src/launch/state.ts';
import { App } from '../../src/ui/app.tsx';
import { standingLaunch } from './controls.ts';
import { asking, playgroundNow } from './playground/moments.ts';
import { playground } from './playground/playground.ts';
import { openTerminal } from './terminal.tsx';

const base = playground['live key: several uses'] ?? raise();

function raise(): never {
  throw new Error('missing in the playground');
}

const choices = ['one', 'two', 'three'].map((value) => ({
  value,
  label: `Use ${value}`,
  detail: `Needs ${value}.read`,
}));

function ask(
  question: Partial<OpenQuestion> = {},
  size: { columns: number; rows: number; screenReader?: boolean } = { columns: 80, rows: 24 },
) {
  const launch = standingLaunch({
    ...base,
    moment: asking({ kind: 'several', key: 'uses', prompt: 'What does it do?', choices, ...question }),
  });
  const terminal = openTerminal(<App controls={launch} openLink={() => undefined} now={() => playgroundNow} />, size);
  const gave = (...expected: readonly (readonly string[])[]): Promise<void> =>
    vi.waitFor(() => expect(launch.done).toEqual(expected), { timeout: 10_000, interval: 5 });
  return { ...launch, ...terminal, gave };
}

const down = '\u001B[B';

describe('a question that takes several choices', () => {
  it('is answered with what Space has picked, in the order of the choices, also when all keys come at once', async () => {
    const asked = ask();
    asked.send(`${down}${down} \u001B[A\u001B[A \r`);
    await asked.gave(['answer', 'one,three']);
  });

  it('begins with the default, which Space takes out again', async () => {
    const asked = ask({ initial: 'one, two' });
    await asked.shows('> [x] Use one');
    expect(asked.frame()).toContain('  [x] Use two');
    expect(asked.frame()).toContain('  [ ] Use three');
    asked.send(' \r');
    await asked.gave(['answer', 'two']);
  });

  it('picks all or none with a', async () => {
    const asked = ask({ initial: 'two' });
    asked.send('a');
    await asked.shows('3 of 3 picked: Use one, Use two, Use three.');
    asked.send('a');
    await asked.shows('None of 3 picked.');
    asked.send('\r');
    await asked.gave(['answer', '']);
  });

  it('never picks only the line under the cursor with Enter or a digit', async () => {
    const asked = ask({ initial: 'two' });
    asked.send(`${down}12\r`);
    await asked.gave(['answer', 'two']);
  });

  it('says what each line means and what is picked, in words', async () => {
    const asked = ask();
    await asked.shows('Needs one.read');
    asked.send(`${down} `);
    await asked.shows('1 of 3 picked: Use two.');
    expect(asked.frame()).toContain('> [x] Use two');
    expect(asked.frame()).toContain('Needs two.read');
  });

  it('says it in words instead of boxes to a screen reader', async () => {
    const asked = ask({ initial: 'two' }, { columns: 80, rows: 24, screenReader: true });
    await asked.shows('not picked Use one');
    expect(asked.frame()).toMatch(/(?<!not )picked Use two/);
    expect(asked.frame()).not.toContain('[x]');
  });

  it('shows a part of a long list, and keeps what is picked outside of it', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ value: `v${index}`, label: `Use ${index}` }));
    const asked = ask({ choices: many }, { columns: 60, rows: 20 });
    asked.send(' ');
    asked.send(`${down.repeat(30)} `);
    await asked.shows('31 of 40 (Up and Down for the rest)');
    await asked.shows('2 of 40 picked: Use 0, Use 30.');
    expect(asked.frame().split('\n').length).toBeLessThanOrEqual(20);
    expect(asked.frame()).toContain('> [x] Use 30');
    asked.output.resize(40, 10);
    await asked.shows('> [x] Use 30');
    asked.send('\r');
    await asked.gave(['answer', 'v0,v30']);
  });

  it('is narrowed down to the lines that hold a text, and keeps what is picked in the others', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      value: `v${index}`,
      label: index % 2 === 0 ? `Print ${index}` : `Frame ${index}`,
    }));
    const asked = ask({ choices: many, initial: 'v0' });
    await asked.shows('/ find');
    asked.send('/');
    await asked.shows('40 of 40 lines hold this text.');
    asked.send('frame 1');
    await asked.shows('6 of 40 lines hold this text.');
    asked.send('\r');
    await asked.shows('“frame 1” is in 6 of 40 lines.');
    expect(asked.frame()).not.toContain('] Print');
    // All of those shown, and Print 0 besides.
    asked.send('a');
    await asked.shows('7 of 40 picked');
    asked.send('/');
    await asked.shows('Esc show all');
    asked.send('\u001B');
    await asked.shows('> [x] Print 0');
    asked.send('\r');
    await asked.gave(['answer', 'v0,v1,v11,v13,v15,v17,v19']);
  });

  it('cannot be narrowed down where it is short', async () => {
    const asked = ask();
    await asked.shows('Space pick');
    expect(asked.frame()).not.toContain('/ find');
  });

  it('keeps what was picked when the answer is not taken', async () => {
    const asked = ask();
    asked.send(' \r');
    await asked.gave(['answer', 'one']);
    const { moment } = asked.getState();
    if (moment.kind !== 'asking') raise();
    asked.show({ ...base, moment: { ...moment, question: { ...moment.question, problem: 'Pick at least 2.' } } });
    await asked.shows('Pick at least 2.');
    expect(asked.frame()).toContain('> [x] Use one');
    asked.send(`${down} \r`);
    await asked.gave(['answer', 'one'], ['answer', 'one,two']);
  });

  it('is not answered twice while the answer is looked at', async () => {
    const asked = ask({ checking: true });
    await asked.shows('Checking the answer');
    asked.send('\rq');
    await asked.gave(['leave', 'chosen']);
  });

  it('names its keys in the help, and no key that picks one', async () => {
    const asked = ask({}, { columns: 80, rows: 60 });
    asked.send('?');
    await asked.shows('Keys that work here');
    expect(asked.frame()).toMatch(/Space +pick\n/);
    expect(asked.frame()).toMatch(/a +all or none\n/);
    expect(asked.frame()).not.toContain('1 to 9');
  });
});
