import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report } from '../../src/report/model.ts';
import { eventsOf, runProgram, words } from './program.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-report-'));
  expect((await runProgram(['rehearse', '--auto', '--json', '--speed', '50'], { home })).exitCode).toBe(0);
}, 60_000);
afterAll(() => rm(home, { recursive: true, force: true }));

const run = (...more: string[]) => runProgram(['report', '--rehearsal', ...more], { home });

describe('flint-golive report', () => {
  it('writes JSON that its schema takes, with every part of the launch', { timeout: 60_000 }, async () => {
    const { exitCode, stdout } = await run('--format', 'json');
    expect(exitCode).toBe(0);
    const made = report.parse(JSON.parse(stdout));
    expect(made.status.headline).toContain('complete');
    expect(made.checklist).toHaveLength(15);
    expect(made.ids.length).toBeGreaterThan(3);
    expect(made.proofs.some(({ requestId }) => requestId !== undefined)).toBe(true);
  });

  it('writes a file that only its owner reads, and says where it is', { timeout: 60_000 }, async () => {
    const file = join(home, 'launch.html');
    const { exitCode, stdout } = await run('--format', 'html', '--output', file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `The report is in ${file}.\n` });
    expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>/);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('holds no secret of the launch in any format', { timeout: 60_000 }, async () => {
    const settings = await readFile(join(home, 'state/rehearsals/default/project/shop/.env.production'), 'utf8');
    const secrets = settings.match(/flint_live_\S{8,}|whsec_[^"\s]+/g) ?? [];
    expect(secrets.length).toBeGreaterThan(1);
    for (const format of ['md', 'html', 'json']) {
      const { stdout, stderr } = await run('--format', format);
      for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
    }
  });

  it('for programs is one result with the report in it', { timeout: 60_000 }, async () => {
    const events = eventsOf(await run('--json'));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'result', command: 'report', outcome: 'written', exitCode: 0 });
    report.parse(events[0]?.report);
  });

  it('of a launch that was never begun is refused in a sentence, as is a file that cannot be written', {
    timeout: 60_000,
  }, async () => {
    const none = await runProgram(['report'], { home });
    expect(none.exitCode).toBe(1);
    expect(words(none)).toContain('There is nothing to report');
    const folder = await run('--output', home);
    expect(folder.exitCode).toBe(2);
    expect(words(folder)).toContain('The report cannot be written there.');
  });
});
