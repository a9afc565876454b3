import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseFault, startSandbox } from '../../src/sandbox/index.ts';
import type { Terminal } from './terminal.ts';
import { startWizard } from './wizard.ts';

const patient = { timeout: 60_000 };

/** A live account whose endpoint is not sent disputes, and its checklist on a terminal. */
async function openChecklist(
  size: { readonly columns: number; readonly rows: number },
  faults: readonly string[] = [],
) {
  const home = mkdtempSync(join(tmpdir(), 'checklist-terminal-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const project = join(home, 'shop');
  mkdirSync(project);
  writeFileSync(join(project, 'index.js'), 'export const shop = 1;\n');
  const sandbox = await startSandbox({ speed: 50, faults: faults.map(parseFault) });
  onTestFinished(() => sandbox.close());
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${sandbox.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.keys.live}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return JSON.stringify(await answer.json());
  };
  await call('POST', '/v1/webhook-endpoints', {
    url: 'https://shop.example.com/webhooks/flint',
    enabled_events: ['capability.updated'],
  });
  const terminal: Terminal = startWizard(home, ['checklist', '--cwd', project], {
    ...size,
    env: { FLINT_API_KEY: sandbox.keys.live, FLINT_BASE_URL: sandbox.baseUrl },
  });
  onTestFinished(() => terminal.close());
  return { terminal, events: () => call('GET', '/v1/webhook-endpoints') };
}

const onItsLastItem = async (terminal: Terminal): Promise<void> => {
  await terminal.waitForText(/\d done/, patient);
  await terminal.waitFor(() => !/\d checking/.test(terminal.screen()[1] ?? ''), patient);
  terminal.type('\u001B[B'.repeat(14));
  await terminal.waitForText(/> missing +Disputes and account changes reach you/);
};

/** Confirms the fix of the item under the cursor. */
const putRight = async (terminal: Terminal): Promise<void> => {
  terminal.press('f');
  await terminal.waitForText('> Leave it as it is');
  terminal.press('down');
  await terminal.waitForText('> Do it');
  terminal.press('enter');
};

describe.each([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
])('the checklist on a terminal of $columns x $rows', (size) => {
  it('is browsed, an item put right in place and checked again, and another attested', async () => {
    const { terminal, events } = await openChecklist(size);
    await onItsLastItem(terminal);
    expect(terminal.isAlternateScreen()).toBe(true);
    expect(await events()).not.toContain('dispute.created');
    await putRight(terminal);
    await terminal.waitForText(/> done +Disputes and account changes reach you/, patient);
    await terminal.waitForText(/It was checked\s+again: done\./);
    expect(await events()).toContain('dispute.created');

    terminal.press('o');
    await terminal.waitForText('Only what is open');
    terminal.press('a');
    await terminal.waitForText('Your name, if you know that it holds:');
    terminal.type('Ada Example\r');
    await terminal.waitForText('Kept as attested:');
    terminal.press('q');
    expect(await terminal.exited).toMatchObject({ exitCode: 1 });
    expect(terminal.isAlternateScreen()).toBe(false);
    expect(terminal.screen().join('\n')).toMatch(/\d done, 1 attested, \d+ can't tell\.\n\nStill open\n/);
  });
});

describe('leaving the checklist', () => {
  const size = { columns: 80, rows: 24 };

  it('while an item is put right: that is finished, and what came of it is said', async () => {
    const { terminal, events } = await openChecklist(size, ['PATCH /v1/webhook-endpoints/* delay=1s']);
    await onItsLastItem(terminal);
    await putRight(terminal);
    await terminal.waitForText('Add the missing events to the endpoint ...');
    terminal.press('q');
    await terminal.exited;
    expect(terminal.screen().join('\n')).toMatch(/this is finished first \.\.\.\n[\s\S]*It was checked again: done\./);
    expect(await events()).toContain('dispute.created');
  });

  it('with Ctrl+C ends at once, with the exit code of an interrupt', async () => {
    const { terminal } = await openChecklist(size);
    await onItsLastItem(terminal);
    terminal.press('ctrl-c');
    expect(await terminal.exited).toMatchObject({ exitCode: 130 });
    expect(terminal.isAlternateScreen()).toBe(false);
  });
});

describe('a fix that Flint refuses', () => {
  it('is said in sentences with the request id, and the item stays missing', async () => {
    const { terminal } = await openChecklist({ columns: 80, rows: 24 }, ['PATCH /v1/webhook-endpoints/* status=403']);
    await onItsLastItem(terminal);
    await putRight(terminal);
    await terminal.waitForText(/[Rr]equest\s+id/, patient);
    expect(terminal.screen().join('\n')).toMatch(/> missing +Disputes/);
  });
});
