import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Terminal } from './terminal.ts';
import { startWizard } from './wizard.ts';

let home: string;
let terminal: Terminal;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-wizard-'));
});
afterEach(async () => {
  await terminal.close();
  await rm(home, { recursive: true, force: true });
});

const patient = { timeout: 60_000 };
const escapeByte = String.fromCharCode(27);
const first = 'How do you want to give Flint what it needs?';

describe('the wizard in a terminal', () => {
  it('draws where CI is set, since a terminal is a terminal', async () => {
    terminal = startWizard(home, ['rehearse'], { env: { CI: 'true' } });
    await terminal.waitForText(first, patient);
  });

  it('begins in the first row, wherever the prompt stood, and leaves what was printed before', async () => {
    terminal = startWizard(home, ['rehearse'], { below: 9, rows: 50 });
    await terminal.waitForText(first, patient);
    expect(terminal.screen()[0]).toMatch(/^flint-golive {2}REHEARSAL/);
    terminal.press('ctrl-c');
    await terminal.exited;
    expect(terminal.normalScreen().slice(0, 9)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('shows no colour where NO_COLOR is set or --no-color is given, and colours otherwise', async () => {
    const colour = new RegExp(`${escapeByte}\\[(?:\\d+;)*(?:3[0-7]|9[0-7])m`);
    const coloured = (): boolean => colour.test(terminal.output());
    terminal = startWizard(home, ['rehearse'], { env: { NO_COLOR: '1' } });
    await terminal.waitForText(first, patient);
    expect(coloured()).toBe(false);
    await terminal.close();
    terminal = startWizard(home, ['rehearse', '--no-color']);
    await terminal.waitForText(first, patient);
    expect(coloured()).toBe(false);
    await terminal.close();
    terminal = startWizard(home, ['rehearse'], { env: { FORCE_COLOR: '1' } });
    await terminal.waitForText(first, patient);
    expect(coloured()).toBe(true);
  });

  it('gives plain lines on the normal screen to a terminal that cannot draw', async () => {
    terminal = startWizard(home, ['rehearse'], { env: { TERM: 'dumb' } });
    expect((await terminal.exited).exitCode).toBe(2);
    expect(terminal.output()).not.toContain(escapeByte);
    expect(terminal.screen().join('\n')).toContain('account.how');
  });

  it('fits 60x20, redraws when the terminal changes its size, and never scrolls', async () => {
    terminal = startWizard(home, ['rehearse'], { columns: 60, rows: 20 });
    await terminal.waitForText(first, patient);
    expect(terminal.screen().join('\n')).toContain('q leave');
    for (const [columns, rows] of [
      [40, 12],
      [120, 40],
      [60, 20],
    ] as const) {
      terminal.resize(columns, rows);
      await terminal.waitFor(
        () => terminal.screen().some((row) => row.includes('Answer here')) && terminal.screen().length === rows,
      );
      await terminal.waitForText(/Step 1 of 5|1\/5|Step 1/);
    }
    expect(terminal.isAlternateScreen()).toBe(true);
    expect(terminal.scrollback()).toEqual([]);
  });

  it('never draws a character of a secret, typed or pasted, and takes a paste whole', { timeout: 60_000 }, async () => {
    terminal = startWizard(home, ['rehearse', '--speed', '50', '--verify', 'later']);
    await terminal.waitForText('What is this integration for?', patient);
    terminal.press('enter');
    await terminal.waitForText('Which file holds the production settings?', patient);
    terminal.press('enter');
    await terminal.waitForText('The key for production?', patient);
    terminal.paste('flint_live_canary0123456789');
    await terminal.waitForText('(hidden) 27 characters');
    terminal.press('enter');
    await terminal.waitForText('It takes only the');
    terminal.type('flint_test_canary9876543210\r');
    await terminal.waitForText('(hidden)');
    expect(terminal.output()).not.toContain('canary');
  });

  for (const [signal, exitCode] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    it(`gives the terminal back as it was on ${signal}`, async () => {
      terminal = startWizard(home, ['rehearse']);
      await terminal.waitForText(first, patient);
      terminal.kill(signal);
      const exit = await terminal.exited;
      expect(exit.signal ?? exit.exitCode).toBe(exit.signal === undefined ? exitCode : signal);
      expect(terminal.isAlternateScreen()).toBe(false);
      expect(terminal.modes()).toMatchObject({ cursorVisible: true, bracketedPaste: false });
    });
  }
});
