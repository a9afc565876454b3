import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Terminal } from './terminal.ts';
import { linkUnder, startWizard } from './wizard.ts';

let home: string;
let terminal: Terminal | undefined;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'golive-journey-'));
});
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
  await rm(home, { recursive: true, force: true });
});

const patient = { timeout: 60_000 };

async function post(url: string, form: Record<string, string> = {}): Promise<number> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  return response.status;
}

describe('a whole rehearsal in a terminal', () => {
  it('is walked through, killed in the middle, resumed, paid and refunded', { timeout: 180_000 }, async () => {
    const words = ['rehearse', '--speed', '20'];
    terminal = startWizard(home, words);

    await terminal.waitForText('How do you want to give Flint what it needs?', patient);
    expect(terminal.isAlternateScreen()).toBe(true);
    expect(terminal.screen()[0]).toMatch(/REHEARSAL.*no real money.*Step 1 of 5/);
    terminal.press('enter');
    await terminal.waitForText('Is Canvas & Co. the account that goes live?', patient);
    terminal.press('enter');
    await terminal.waitForText('The website of the business?');
    terminal.press('enter');
    await terminal.waitForText('The e-mail address that customers can write to?');
    terminal.press('enter');
    await terminal.waitForText('Submit identity and bank details here', patient);
    expect(await post(`${linkUnder(terminal, 'Submit identity and bank details here')}/verification`)).toBe(303);

    await terminal.waitForText('What is this integration for?', patient);
    terminal.press('enter');
    await terminal.waitForText('Which file holds the production settings?', patient);
    terminal.press('enter');
    await terminal.waitForText('The key for production?');
    terminal.press('enter');
    await terminal.waitForText('Keep this key, or make a fresh one', patient);
    terminal.press('enter');
    await terminal.waitForText('Where does your production service receive webhooks?', patient);

    terminal.kill('SIGKILL');
    expect((await terminal.exited).signal).toBe('SIGKILL');
    terminal = startWizard(home, words);
    await terminal.waitForText('Where does your production service receive webhooks?', patient);
    expect(terminal.screen()[1]).toMatch(/✓ Account\s+✓ Live key\s+✓ Ready to charge\s+● Configuration/);

    terminal.press('enter');
    await terminal.waitForText('Should the endpoint get more all the same?', patient);
    terminal.press('enter');
    await terminal.waitForText('Does your production handler use this secret now?', patient);
    terminal.press('enter');
    await terminal.waitForText('Try the handler at 127.0.0.1', patient);
    terminal.press('enter');
    await terminal.waitForText('Re-create these in live mode?', patient);
    terminal.press('enter');
    await terminal.waitForText('Which settings are set in live mode', patient);
    terminal.press('enter');
    await terminal.waitForText('Write these changes to', patient);
    expect(terminal.screen().join('\n')).toMatch(/[-+] FLINT_PRODUCT_ID/);
    terminal.press('enter');
    await terminal.waitForText('In which are they replaced?', patient);
    terminal.press('enter');
    await terminal.waitForText(/Is this configuration deployed\?|What now\?/, patient);
    if (/What now\?/.test(terminal.screen().join('\n'))) terminal.press('enter');
    await terminal.waitForText('Is this configuration deployed?', patient);
    expect(terminal.screen().join('\n')).not.toMatch(/flint_live_rehearsal_\w{8}/);
    terminal.press('3');
    await terminal.waitForText('The production configuration, secrets in full.', patient);
    expect(terminal.screen().join('')).toMatch(/FLINT_API_KEY=flint_live_rehearsal_\w{8}/);
    terminal.press('s');
    await terminal.waitForText('The deploy itself is a configuration change.', patient);
    expect(terminal.screen().join('\n')).not.toMatch(/flint_live_rehearsal_\w{8}/);
    terminal.press('enter');
    await terminal.waitForText('How should it be proved that the deployed service', patient);
    terminal.press('enter');
    await terminal.waitForText('The address of the health page?', patient);
    terminal.press('enter');
    await terminal.waitForText('Through which checkout should the verification charge go?', patient);
    terminal.press('enter');
    await terminal.waitForText('How much should the verification charge be?');
    terminal.press('enter');
    await terminal.waitForText('charge 1.00');
    terminal.press('enter');
    await terminal.waitForText('Nothing was sent.');
    terminal.type('charge 1.00\r');
    await terminal.waitForText('The checkout page', patient);
    const page = linkUnder(terminal, 'The checkout page');
    expect(await post(page, { card: 'test_card_success' })).toBe(303);
    await terminal.waitForText('declined', patient);
    expect(await post(page, { card: 'stand_in_card_success' })).toBeLessThan(400);

    await terminal.waitForText('Did your fulfilment run for this order?', patient);
    terminal.press('enter');
    await terminal.waitForText('the whole payment', patient);
    terminal.type('refund 1.00\r');
    await terminal.waitForText('The rehearsal is complete', patient);
    terminal.press('q');

    expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
    expect(terminal.isAlternateScreen()).toBe(false);
    expect(terminal.modes()).toMatchObject({ cursorVisible: true, bracketedPaste: false });
    const left = [...terminal.scrollback(), ...terminal.screen()].join('\n');
    expect(left).toContain('All five steps are done and verified.');
    expect(left).not.toContain('flint_live_rehearsal_');
  });

  it('leaves with q, says how to come back, and with Ctrl-C ends as interrupted', { timeout: 60_000 }, async () => {
    terminal = startWizard(home, ['rehearse']);
    await terminal.waitForText('How do you want to give Flint what it needs?', patient);
    terminal.press('q');
    expect((await terminal.exited).exitCode).toBe(1);
    expect(terminal.screen().join('\n')).toContain('flint-golive rehearse');

    terminal = startWizard(home, ['rehearse']);
    await terminal.waitForText('How do you want to give Flint what it needs?', patient);
    terminal.press('ctrl-c');
    expect((await terminal.exited).exitCode).toBe(130);
    expect(terminal.isAlternateScreen()).toBe(false);
  });

  it('tells a second run who holds the launch', { timeout: 60_000 }, async () => {
    terminal = startWizard(home, ['rehearse']);
    await terminal.waitForText('How do you want to give Flint what it needs?', patient);
    const second = startWizard(home, ['rehearse']);
    expect((await second.exited).exitCode).toBe(1);
    expect(second.screen().join('\n')).toContain('already open in another run');
    expect(second.screen().join('\n').replace(/\s+/g, ' ')).toContain(`Process ${terminal.pid}`);
    await second.close();
  });
});
