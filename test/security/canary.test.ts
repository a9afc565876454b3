import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receiver, Sandbox } from '../../src/sandbox/index.ts';
import { startReceiver, startSandbox } from '../../src/sandbox/index.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { linkUnder, startWizard } from '../terminal/wizard.ts';

// A live launch at a terminal against an embedded Flint on this machine. Its secrets are the canaries: they are looked for
// in everything that the run leaves behind but the one file that is meant to hold them.

let home: string;
let project: string;
let sandbox: Sandbox;
let receiver: Receiver;
let terminal: Terminal;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-canary-'));
  project = join(home, 'shop');
  await mkdir(project);
  sandbox = await startSandbox({ speed: 50 });
  receiver = await startReceiver({ secret: async () => (await secretsOf()).at(0) });
  const form = { website_url: 'https://shop.example.com', support_email: 'help@shop.example.com' };
  await fetch(`${sandbox.dashboardUrl}/profile`, { method: 'POST', body: new URLSearchParams(form) });
  await fetch(`${sandbox.dashboardUrl}/verification`, { method: 'POST' });
});
afterEach(async () => {
  await terminal.close();
  await receiver.close();
  await sandbox.close();
  await rm(home, { recursive: true, force: true });
});

const holder = () => join(project, '.env.production');

async function secretsOf(): Promise<readonly string[]> {
  const text = await readFile(holder(), 'utf8').catch(() => '');
  return text.match(/whsec_[A-Za-z0-9+/=]+/g) ?? [];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const patient = { timeout: 60_000 };

describe('the secrets of a launch', () => {
  it('are in no file, no stream and no screen but the file that holds them', { timeout: 120_000 }, async () => {
    terminal = startWizard(join(home, 'state'), ['--cwd', project], {
      rows: 40,
      columns: 100,
      env: { FLINT_BASE_URL: sandbox.baseUrl },
    });
    const enter = async (text: string): Promise<void> => {
      await terminal.waitForText(text, patient);
      terminal.press('enter');
    };
    await enter('Has account verification been started in the dashboard?');
    await enter('What is this integration for?');
    await enter('Which file holds the production settings?');
    await terminal.waitForText(/Where should the secrets of production go\?|The key for production\?/, patient);
    terminal.press('enter');
    await terminal.waitForText('The key for production?', patient);
    terminal.paste(` "${sandbox.keys.live}"\n`);
    await terminal.waitForText(/\(hidden\) \d+ characters/, patient);
    terminal.press('enter');
    await enter('Is Canvas & Co. the account that goes live?');
    await enter('Keep this key, or make a fresh one');
    await terminal.waitForText('Where does your production service receive webhooks?', patient);
    terminal.type(`${receiver.url}\r`);
    await enter('Your code names no further events.');
    await enter('Does your production handler use this secret now?');
    await enter('Try the handler at 127.0.0.1');
    await enter('Is this configuration deployed?');
    await terminal.waitForText('How should it be proved that the deployed service', patient);
    terminal.press('4');
    await terminal.waitForText('Through which checkout should the verification charge go?', patient);
    terminal.press('2');
    await enter('How much should the verification charge be?');
    await terminal.waitForText('This moves real money.', patient);
    terminal.type('charge 1.00\r');
    await terminal.waitForText('The checkout page', patient);
    const page = linkUnder(terminal, 'The checkout page');
    await fetch(page, {
      method: 'POST',
      body: new URLSearchParams({ card: 'stand_in_card_success' }),
      redirect: 'manual',
    });
    await enter('Did your fulfilment run for this order?');
    await terminal.waitForText('the whole payment', patient);
    terminal.type('refund 1.00\r');
    await terminal.waitForText('You are live', patient);
    terminal.press('q');
    expect((await terminal.exited).exitCode).toBe(0);

    const canaries = [sandbox.keys.live, ...(await secretsOf())];
    expect(canaries).toHaveLength(2);
    const left = (await filesBelow(home)).filter((path) => path !== holder());
    expect(left.map((path) => relative(home, path)).join('\n')).toContain('journal.json');
    const pageToken = page.split('/').at(-1) ?? '';
    for (const path of left) {
      const text = await readFile(path, 'latin1');
      for (const canary of [...canaries, pageToken])
        expect({ path, held: text.includes(canary) }).toEqual({ path, held: false });
    }
    for (const canary of canaries) {
      expect(terminal.output()).not.toContain(canary);
      expect(terminal.clipboard().join('\n')).not.toContain(canary);
    }
  });
});
