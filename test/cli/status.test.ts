import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { eventsOf, runProgram, words } from './program.ts';

// One rehearsal is run to its end; each test looks at a copy of what it left.

let whole: string;
let home: string;
beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'golive-status-'));
  const run = await runProgram(['rehearse', '--auto', '--json', '--speed', '50'], { home: whole });
  expect(run.exitCode).toBe(0);
}, 60_000);
afterAll(() => rm(whole, { recursive: true, force: true }));
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-status-'));
  await cp(whole, home, { recursive: true });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const file = (name: string) => join(home, 'state/rehearsals/default', name);

// The journal of the copy still names the project where the rehearsal ran, which stands beside it.
const status = (...more: string[]) => runProgram(['status', '--rehearsal', ...more], { home });

/** Changes something at the rehearsal's Flint behind the launch's back. */
async function meanwhile(change: (call: Call, sandbox: Sandbox) => Promise<unknown>): Promise<void> {
  const sandbox = await startSandbox({ stateFile: file('sandbox.json') });
  await change(async (method, path, body) => {
    const answer = await fetch(`${sandbox.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBeLessThan(300);
    await answer.body?.cancel();
  }, sandbox);
  await sandbox.close();
}
type Call = (method: string, path: string, body?: unknown) => Promise<void>;

describe('the status of a launch that came to its end', () => {
  it('is complete with exit code 0 when all of it was seen to hold, and nothing changes by looking', async () => {
    const before = await Promise.all(['journal.json', 'sandbox.json'].map((name) => readFile(file(name), 'utf8')));
    const run = await status();
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(words(run)).toContain('The launch is complete, and what it proved still holds.');
    expect(words(run)).toContain('flint-golive undo');
    const after = await Promise.all(['journal.json', 'sandbox.json'].map((name) => readFile(file(name), 'utf8')));
    expect(after).toEqual(before);
  });

  it('for programs is one result, with each check and what comes next', async () => {
    const run = await status('--json');
    const [result, ...others] = eventsOf(run);
    expect(others).toEqual([]);
    expect(result).toMatchObject({ type: 'result', outcome: 'complete', exitCode: 0, takenBack: [] });
    expect(result?.checks).toHaveLength(7);
    expect(JSON.stringify(result?.checks)).not.toContain('missing');
  });

  it('with its endpoint switched off is complete no longer, and says so', async () => {
    await meanwhile(async (call, sandbox) => {
      const id = sandbox.ledger().live.webhookEndpoints[0]?.id;
      await call('PATCH', `/v1/webhook-endpoints/${id}`, { enabled: false });
    });
    const run = await status();
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain('The webhook endpoint is switched off');
    expect(words(run)).toContain('Command flint-golive doctor --rehearsal');
  });

  it('with its endpoint deleted is complete no longer', async () => {
    await meanwhile(async (call, sandbox) => {
      await call('DELETE', `/v1/webhook-endpoints/${sandbox.ledger().live.webhookEndpoints[0]?.id}`);
    });
    const run = await status('--json');
    expect(eventsOf(run)[0]).toMatchObject({ outcome: 'no longer', exitCode: 1 });
    expect(run.stdout).toContain('The webhook endpoint is gone');
  });

  it('with a re-created object archived is complete no longer, and the object is named', async () => {
    let id = '';
    await meanwhile(async (call, sandbox) => {
      id = sandbox.ledger().live.products[0]?.id ?? '';
      await call('DELETE', `/v1/products/${id}`);
    });
    const run = await status();
    expect(run.exitCode).toBe(1);
    expect(words(run)).toContain(id);
  });

  it('with its key revoked is no success, and the failure is in words', async () => {
    await meanwhile(async (call, sandbox) => {
      const answer = await fetch(`${sandbox.baseUrl}/v1/api-keys`, {
        headers: { authorization: `Bearer ${sandbox.keys.live}` },
      });
      const { data } = (await answer.json()) as { data: { api_key_id: string }[] };
      await call('POST', `/v1/api-keys/${data[0]?.api_key_id}/revoke`);
    });
    const run = await status('--json');
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toContain('This key was revoked.');
    expect(eventsOf(run)[0]).toMatchObject({ outcome: 'not known', exitCode: 3 });
  });
});

describe('the status of a launch', () => {
  it('that was never begun is not complete, and nothing is made by looking', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'golive-status-'));
    const run = await runProgram(['status', '--json'], { home: empty });
    expect(run.exitCode).toBe(1);
    expect(eventsOf(run)).toMatchObject([{ outcome: 'not begun', next: { command: 'flint-golive' } }]);
    await rm(empty, { recursive: true, force: true });
  });

  it('of a rehearsal that is not there is said in a sentence, on the last line for programs', async () => {
    const run = await runProgram(['status', '--rehearsal', '--launch', 'other', '--json'], { home });
    expect(run.exitCode).toBe(1);
    expect(eventsOf(run)).toMatchObject([
      { type: 'result', outcome: 'failed', failure: { headline: 'There is no rehearsal to look at.' } },
    ]);
  });
});
