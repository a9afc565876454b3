import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { eventsOf, runProgram, words } from './program.ts';

/** Fails in the program as soon as it is ready to hear of it, where nobody catches it. */
const failing = `
  const timer = setInterval(() => {
    if (process.listenerCount('uncaughtException') === 0) return;
    clearInterval(timer);
    throw new Error('Nobody caught this.');
  }, 1);
`;

async function runFailing(...line: readonly string[]) {
  const home = await mkdtemp(join(tmpdir(), 'golive-fault-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const preload = `data:text/javascript,${encodeURIComponent(failing)}`;
  return await runProgram(line, { home, env: { NODE_OPTIONS: `--import ${preload}` } });
}

it('a fault of ours that nobody catches ends with 70 and says what to do', async () => {
  const run = await runFailing('sandbox');
  expect(run.exitCode).toBe(70);
  expect(words(run)).toContain('flint-golive ran into a fault of its own.');
  expect(words(run)).toContain('Nobody caught this.');
});

it('a fault of ours that nobody catches is the one result for programs', async () => {
  const run = await runFailing('sandbox', '--json');
  expect(run.exitCode).toBe(70);
  expect(eventsOf(run).at(-1)).toMatchObject({ type: 'result', outcome: 'failed', exitCode: 70 });
  expect(run.stdout).not.toContain('Nobody caught this.');
});
