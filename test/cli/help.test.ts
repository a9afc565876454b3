import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { examples } from '../../src/cli/examples.ts';
import { createProgram } from '../../src/cli/program.ts';

const { program } = createProgram('0.0.0');
const commands = [program, ...program.commands].map((command) => ({
  command,
  name: command === program ? 'launch' : command.name(),
}));

describe.each(commands)('the help of $name', ({ command, name }) => {
  it('shows examples', () => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help = help.concat(text)) }).outputHelp();
    const own = examples[name] ?? [];
    expect(own.length).toBeGreaterThan(0);
    for (const [typed, does] of own) expect(help).toContain(`  ${typed}\n      ${does}`);
  });

  // The grammar of faults is a table.
  it.each(name === 'sandbox' ? [80] : [80, 60])('fits %d columns', (columns) => {
    let help = '';
    command
      .configureOutput({ writeOut: (text) => (help = help.concat(text)), getOutHelpWidth: () => columns })
      .outputHelp();
    expect(help.split('\n').filter((line) => line.length > columns && !line.startsWith('  flint-golive '))).toEqual([]);
  });

  it('shows examples that use this command with options it has', () => {
    for (const [typed] of examples[name] ?? []) {
      const line = /flint-golive(?: [^)|]*)?/.exec(typed)?.[0] ?? '';
      if (name !== 'launch') expect(line).toContain(`flint-golive ${name}`);
      for (const [flag] of line.matchAll(/(?<= )--[a-z-]+/g)) {
        expect(command.options.map(({ long }) => long)).toContain(flag);
      }
    }
  });
});

it('every command line in the README uses commands and options that are there', () => {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const lines = [...readme.matchAll(/flint-golive(?:@[\d.]+)?((?: [\w-]+)?)((?: [^\n`|]*)?)/g)].filter(([line]) =>
    / --[a-z]/.test(line),
  );
  expect(lines.length).toBeGreaterThan(3);
  for (const [line, word = '', rest = ''] of lines) {
    const command = program.commands.find((one) => one.name() === word.trim()) ?? program;
    const known = [...command.options.map(({ long }) => long), '--help'];
    for (const [flag] of `${word}${rest}`.matchAll(/(?<= )--[a-z-]+/g)) expect(known, line).toContain(flag);
  }
});

it('there are no examples of commands that are not there', () => {
  expect(Object.keys(examples).toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
});
