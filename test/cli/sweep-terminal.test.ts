import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/flint/client.ts';
import { readKey } from '../../src/flint/keys.ts';
import { sendCopy } from '../../src/recreate/apply.ts';
import { readInventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { temporaryProject } from '../sweep/temporary-project.ts';
import { startTerminal } from '../terminal/terminal.ts';

const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));

it('in a terminal, --fix shows the change to each file and asks; only a clear yes writes', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const { planId } = sandbox.samples;
  const [test, live] = [readKey(sandbox.keys.test), readKey(sandbox.keys.live)];
  if (!('mode' in test) || test.mode !== 'test' || !('mode' in live) || live.mode !== 'live')
    throw new Error('no keys');
  const baseUrl = new URL(sandbox.baseUrl);
  const liveClient = connect({ mode: 'live', key: live.key, baseUrl });
  const inventory = await readInventory(connect({ mode: 'test', key: test.key, baseUrl }));
  const plan = planCopies([planId], inventory, await readInventory(liveClient));
  const ids = new Map<string, string>();
  for (const copy of plan.copies) {
    const { value } = await sendCopy(liveClient, copy, ids, `copy-${copy.from}`);
    for (const [from, to] of Object.entries(value)) ids.set(from, to);
  }
  const twin = ids.get(planId) ?? 'none';

  const text = `PLAN=${planId}\n`;
  const folder = temporaryProject({ '.env.live': text, '.env.production': text });
  const terminal = startTerminal({
    command: process.execPath,
    args: [entry, 'sweep', '--fix'],
    cwd: folder,
    columns: 120,
    rows: 40,
    env: {
      HOME: temporaryProject(),
      PATH: process.env.PATH ?? '',
      FLINT_BASE_URL: sandbox.baseUrl,
      FLINT_API_KEY: sandbox.keys.live,
      FLINT_TEST_API_KEY: sandbox.keys.test,
    },
  });
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.waitForText('Write this change to .env.live? [y/N]');
  expect(terminal.screen().join('\n')).toContain(`+PLAN=${twin}`);
  terminal.press('enter');
  await terminal.waitForText('Write this change to .env.production? [y/N]');
  terminal.type('y');
  terminal.press('enter');
  expect((await terminal.exited).exitCode).toBe(1);
  expect(readFileSync(join(folder, '.env.live'), 'utf8')).toBe(text);
  expect(readFileSync(join(folder, '.env.production'), 'utf8')).toBe(`PLAN=${twin}\n`);
});
