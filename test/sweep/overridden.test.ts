import { expect, it } from 'vitest';
import { judge } from '../../src/cli/sweep/judge.ts';
import { overriddenAmong } from '../../src/sweep/overridden.ts';
import type { Reference } from '../../src/sweep/reference.ts';

function setting(file: string, variable: string, value: string): Reference {
  return { kind: 'configuration id', value, prefix: 'prod_', file, inEnvFile: true, line: 1, column: 1, variable };
}

const left = setting('.env', 'FLINT_PRODUCT_ID', 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2X');
const live = setting('.env.production', 'FLINT_PRODUCT_ID', 'prod_01J9ZK3V7Q2M4N8P6R5S0T1W2Y');

function levelAmong(others: readonly Reference[], reference = left) {
  const overridden = overriddenAmong([reference, ...others])(reference);
  return judge(reference, { standing: { repository: 'none' }, overridden, verdict: { is: 'test-mode' } }).level;
}

it('a test-mode id in .env is at home there where .env.production sets the same variable', () => {
  expect(levelAmong([live])).toBe('note');
});

it.each([
  ['nothing sets it besides', []],
  ['another variable is set', [{ ...live, variable: 'FLINT_PLAN_ID' }]],
  ['the file is in another folder', [{ ...live, file: 'shop/.env.production' }]],
  ['the other file is for development', [{ ...live, file: '.env.development' }]],
])('a test-mode id in .env is an error where %s', (_, others) => {
  expect(levelAmong(others)).toBe('error');
});

it('a test-mode id in the production file itself is an error', () => {
  expect(levelAmong([left], { ...live, value: left.value })).toBe('error');
});
