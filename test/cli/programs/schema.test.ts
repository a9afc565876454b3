import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { eventSchemaFile, isEventSchemaFresh } from '../../../build/event-schema.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { commandNames } from './events.ts';

it('the JSON Schema says what the events say; `npm run schema` writes it anew', () => {
  expect(isEventSchemaFresh()).toBe(true);
});

it('the JSON Schema is one, and takes an event that has more than it knows', () => {
  const validate = new Ajv2020().compile(JSON.parse(readFileSync(eventSchemaFile, 'utf8')));
  const result = { type: 'result', version: 1, command: 'sweep', outcome: 'accepted', exitCode: 0, added: 3 };
  expect(validate(result)).toBe(true);
  expect(validate({ ...result, later: true })).toBe(true);
  expect(validate({ ...result, added: 'three' })).toBe(false);
  expect(validate({ type: 'result' })).toBe(false);
});

it('every command with --json has its events written down, and no other', () => {
  const { program } = createProgram('0.0.0');
  const speaking = [program, ...program.commands].filter(({ options }) =>
    options.some(({ long }) => long === '--json'),
  );
  const names = speaking.map((command) => (command === program ? 'launch' : command.name()));
  expect(commandNames.toSorted()).toEqual(names.toSorted());
});
