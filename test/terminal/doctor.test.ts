import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DoctorWorld, openDoctorWorld } from '../checks/symptoms/doctor-world.ts';
import type { Terminal } from './terminal.ts';
import { startWizard } from './wizard.ts';

let home: string;
let terminal: Terminal;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'doctor-screen-'));
  await writeFile(join(home, 'index.js'), 'export const shop = 1;\n');
});
afterEach(async () => {
  await terminal.close();
  await rm(home, { recursive: true, force: true });
});

const patient = { timeout: 60_000 };

function start(world: DoctorWorld, words: readonly string[], size: { columns?: number; rows?: number } = {}): Terminal {
  return startWizard(home, ['doctor', '--cwd', home, ...words], {
    ...size,
    env: { FLINT_API_KEY: world.sandbox.keys.live, FLINT_BASE_URL: world.sandbox.baseUrl },
  });
}

describe('the doctor in a terminal', () => {
  it('shows what is wrong first, puts it right after a yes, and ends with 0 when all is well', {
    timeout: 90_000,
  }, async () => {
    const world = await openDoctorWorld();
    await world.arrange('live', 'PATCH', `/v1/webhook-endpoints/${world.endpointId}`, { enabled: false });
    terminal = start(world, []);
    await terminal.waitForText('One thing is wrong.', patient);
    terminal.press('f');
    await terminal.waitForText('Enable the webhook endpoint?', patient);
    expect(world.sandbox.ledger().live.webhookEndpoints).toEqual([expect.objectContaining({ enabled: false })]);
    terminal.press('down');
    await terminal.waitForText('> Do it', patient);
    terminal.press('enter');
    await terminal.waitForText('The endpoint is enabled. Everything was looked at again.', patient);
    expect(world.sandbox.ledger().live.webhookEndpoints).toEqual([expect.objectContaining({ enabled: true })]);
    terminal.press('q');
    expect((await terminal.exited).exitCode).toBe(0);
    expect(terminal.screen().join(' ')).toContain('Nothing is wrong, and all that this server shows was seen.');
    expect(terminal.output()).not.toContain(world.sandbox.keys.live);
  });

  it('watches at 60x20, says what turned, and q ends it with the exit code of the last look', {
    timeout: 90_000,
  }, async () => {
    const world = await openDoctorWorld();
    terminal = start(world, ['--watch', '--every', '1s', '--quiet'], { columns: 60, rows: 20 });
    await terminal.waitForText('Nothing is wrong', patient);
    world.sandbox.controls.raiseRequirements({ due: 'past', requirements: ['business_website'] });
    await terminal.waitForText('Now wrong: Payment methods at checkout', patient);
    expect(terminal.screen().join('\n')).toContain('q leave');
    terminal.press('q');
    expect((await terminal.exited).exitCode).toBe(1);
  });
});
