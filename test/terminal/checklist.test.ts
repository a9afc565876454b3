import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Terminal } from './terminal.ts';
import { startWizard } from './wizard.ts';

const patient = { timeout: 60_000 };

/** A live account whose endpoint is not sent disputes, and its checklist on a terminal. */
async function openChecklist(size: { readonly columns: number; readonly rows: number }) {
  const home = mkdtempSync(join(tmpdir(), 'checklist-terminal-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const project = join(home, 'shop');
  mkdirSync(project);
  writeFileSync(join(project, 'index.js'), 'export const shop = 1;\n');
  const sandbox = await startSandbox({ speed: 50 });
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

describe.each([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
])('the checklist on a terminal of $columns x $rows', (size) => {
  it('is browsed, an item put right in place and checked again, and another attested', async () => {
    const { terminal, events } = await openChecklist(size);
    await terminal.waitForText(/1 done|2 done/, patient);
    expect(terminal.isAlternateScreen()).toBe(true);
    await terminal.waitFor(() => !/\d checking/.test(terminal.screen()[1] ?? ''), patient);
    terminal.type('\u001B[B'.repeat(14));
    await terminal.waitForText(/> missing +Disputes and account changes reach you/);
    terminal.press('f');
    await terminal.waitForText('> Leave it as it is');
    expect(await events()).not.toContain('dispute.created');
    terminal.press('down');
    await terminal.waitForText('> Do it');
    terminal.press('enter');
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
