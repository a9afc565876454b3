import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openJournalFile } from '../../src/launch/journal/journal-file.ts';
import { createLaunch } from '../../src/launch/launch.ts';
import { readInventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import { makeCopies } from '../../src/steps/configuration/resources/copying.ts';
import { explain } from '../../src/steps/explain.ts';
import { clientOf } from './client-of.ts';

// Measures and prints; it judges nothing. Re-creates products as step 4 does: through the launch engine, with its journal on the disk,
// against a sandbox in a process of its own. The target is at most 10 % more time than the server's limit allows, with
// memory that does not grow. Arguments: how many products (1000), and limits such as 100/100 (calls a second / at once).

const [given, ...limits] = process.argv.slice(2);
const products = Number(given ?? 1_000);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

for (const limit of limits.length > 0 ? limits : ['200/200', '100/100', '50/50', '50/10', '20/5']) {
  const [perSecond = 0, burst = 0] = limit.split('/').map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'golive-bench-'));
  const sandbox = fork(new URL('./sandbox-process.ts', import.meta.url), [products, perSecond, burst].map(String));
  try {
    const [{ baseUrl, keys }] = await once(sandbox, 'message');
    let peak = 0;
    const watching = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 100);
    const test = await readInventory(clientOf('test', keys.test, baseUrl));
    const client = clientOf('live', keys.live, baseUrl);
    const { copies } = planCopies([...test.objects.keys()], test, await readInventory(client));
    const before = await callsOf(sandbox);
    const launch = createLaunch({
      journal: openJournalFile(join(folder, 'journal.json'), header(folder)),
      steps: [{ id: 'configuration', title: 'Re-create the configuration', short: 'Configuration' }],
      script: async ({ step }) => {
        await step('configuration', async (verbs) => await makeCopies(verbs, client, copies, new Map()));
      },
      explain,
      clock: { now: () => new Date(), random: Math.random, pause: async () => undefined },
      sources: [],
      mustNotKeep: () => undefined,
      interactive: false,
      pace: { first: 1_000, longest: 8_000 },
    });
    const held = heldMegabytes();
    const used = process.cpuUsage();
    const start = performance.now();
    const outcome = await launch.run();
    const seconds = (performance.now() - start) / 1_000;
    const { user, system } = process.cpuUsage(used);
    clearInterval(watching);
    const after = await callsOf(sandbox);
    const calls = after.calls - before.calls;
    const best = Math.max(0, calls - burst) / perSecond;
    print(
      [
        `${limit.padEnd(8)} ${copies.length} copies ${outcome.kind} in ${seconds.toFixed(1)} s`,
        `${((user + system) / 1e6).toFixed(1)} s of the processor, ${calls} calls, ${after.refused - before.refused} refused`,
        `${(seconds / best).toFixed(2)} times what the limit allows, peak memory ${Math.round(peak / 1e6)} MB`,
        `of which it held on to ${held.toFixed(0)} MB before and ${heldMegabytes().toFixed(0)} MB after`,
      ].join(', '),
    );
  } finally {
    sandbox.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the heap holds after everything that nobody needs was collected: the rest of the peak is garbage that waits for that. */
function heldMegabytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 1e6;
}

function header(folder: string) {
  return {
    id: 'bench',
    name: 'default',
    target: 'embedded' as const,
    folder,
    startedAt: new Date().toISOString(),
  };
}

async function callsOf(sandbox: ChildProcess): Promise<{ readonly calls: number; readonly refused: number }> {
  sandbox.send('how many');
  const [counted] = await once(sandbox, 'message');
  return counted;
}
