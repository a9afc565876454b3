import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Launched, launchedFolder } from '../cli/launched.ts';
import type { Terminal } from './terminal.ts';
import { startWizard } from './wizard.ts';

let launched: Launched;
let terminal: Terminal;
beforeEach(async () => {
  launched = await launchedFolder();
}, 60_000);
afterEach(async () => {
  await terminal.close();
  await launched.close();
});

const patient = { timeout: 60_000 };
const start = (words: readonly string[], columns = 80, rows = 24): Terminal =>
  startWizard(launched.home, [...words, '--cwd', launched.project], { columns, rows, env: launched.env });

describe('a folder that was launched, in a terminal', () => {
  it('shows how it stands and what else there is, instead of running through all again', {
    timeout: 60_000,
  }, async () => {
    terminal = start([], 100, 50);
    expect((await terminal.exited).exitCode).toBe(0);
    const shown = terminal.screen().join('\n');
    expect(shown).toContain('The launch is complete, and what it proved still holds.');
    for (const command of ['checklist', 'doctor --watch', 'report', 'undo']) {
      expect(shown).toContain(`flint-golive ${command}`);
    }
  });

  it('opens where Flint asks for something new, and names it', { timeout: 60_000 }, async () => {
    launched.sandbox.controls.raiseRequirements({ due: 'currently' });
    terminal = start([]);
    await terminal.waitForText('business_tax_id', patient);
    expect(terminal.screen().join('\n')).toContain('Step 1 of 5');
    terminal.press('q');
    expect((await terminal.exited).exitCode).toBe(1);
  });

  it('is taken back one thing at a time; left on the way, it goes on where it stood', { timeout: 60_000 }, async () => {
    for (const [columns, rows] of [
      [80, 24],
      [60, 20],
    ] as const) {
      terminal = start(['undo'], columns, rows);
      await terminal.waitForText('Yes, take it back', patient);
      expect(terminal.screen()[0]).toContain('LIVE');
      expect(terminal.screen()).toHaveLength(rows);
      if (columns === 80) {
        terminal.press('down');
        terminal.press('enter');
        await terminal.waitForText('2 of', patient);
      }
      terminal.press('q');
      expect((await terminal.exited).exitCode).toBe(1);
      expect(terminal.screen().join('\n').replace(/\s+/g, ' ')).toContain('flint-golive undo');
      await terminal.close();
    }
    expect(launched.sandbox.ledger().live.webhookEndpoints).toHaveLength(1);
  });
});
