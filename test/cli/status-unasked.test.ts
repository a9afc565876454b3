import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Launched } from './launched.ts';
import { launchedFolder } from './launched.ts';
import { eventsOf, type Run, runProgram, words } from './program.ts';

let launched: Launched;
beforeAll(async () => {
  launched = await launchedFolder();
}, 60_000);
afterAll(() => launched.close());

/** Runs a command in the launched folder while nothing answers at the address of Flint. */
function offline(...command: string[]): Promise<Run> {
  const env = { ...launched.env, FLINT_BASE_URL: 'http://127.0.0.1:1' };
  return runProgram(command, { home: launched.home, cwd: launched.project, env });
}

describe('a launch that came to its end and whose key is gone', () => {
  it('is not said to stand at its beginning, and ends with the exit code of credentials', async () => {
    const file = join(launched.project, '.env.production');
    const before = await readFile(file, 'utf8');
    await writeFile(file, before.replace(/^FLINT_API_KEY=.*$/m, ''));
    const options = { home: launched.home, cwd: launched.project, env: launched.env };
    const run = await runProgram(['status'], options);
    await writeFile(file, before);
    expect(words(run)).toContain('Set FLINT_API_KEY to the production key. Then look again.');
    expect(words(run)).not.toMatch(/nothing yet|step 1|on its way|Has account verification been started/);
    expect(run.exitCode).toBe(3);
    expect((await runProgram(['status'], options)).exitCode).toBe(0);
  }, 60_000);
});

describe('a launch that was never begun, while Flint cannot be reached', () => {
  it('has no step that is said to be next', async () => {
    const env = { FLINT_API_KEY: 'flint_live_rehearsal_any', FLINT_BASE_URL: 'http://127.0.0.1:1' };
    const home = await mkdtemp(join(tmpdir(), 'golive-unasked-'));
    const run = await runProgram(['status'], { home, env });
    await rm(home, { recursive: true });
    expect(words(run)).toContain('No launch was begun here. Next Flint could not be reached');
    expect(words(run)).toContain('Check FLINT_BASE_URL');
    expect(words(run)).toContain('Command flint-golive status');
    expect(words(run)).not.toContain('account verification');
    expect(run.exitCode).toBe(5);
  }, 60_000);
});

describe('a launch that came to its end, while Flint cannot be asked', () => {
  it('is not said to stand at its beginning', async () => {
    const run = await offline('status');
    expect(words(run)).toContain('Flint could not be asked, so how far the launch is cannot be told.');
    expect(words(run)).not.toMatch(/nothing yet|step 1|on its way|Finish account verification/);
    expect(run.exitCode).toBe(5);
  }, 60_000);

  it('is not known to programs either', async () => {
    const run = await offline('status', '--json');
    expect(eventsOf(run).at(-1)).toMatchObject({ outcome: 'not known', exitCode: 5, failure: { kind: 'network' } });
  }, 60_000);

  it('leaves a request unexplained with the exit code of the network', async () => {
    expect((await offline('doctor', 'req_1')).exitCode).toBe(5);
  }, 60_000);

  it('needs no key from anybody, and nobody is told to give one', async () => {
    for (const command of ['doctor', 'checklist']) {
      const run = await offline(command);
      expect(words(run)).toContain('Check FLINT_BASE_URL');
      expect(words(run)).not.toMatch(/Set FLINT_API_KEY|Give the production key in/);
      expect(words(run)).not.toContain('no real charge has shown it');
    }
  }, 120_000);
});
