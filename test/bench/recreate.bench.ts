import { sendCopy } from '../../src/recreate/apply.ts';
import { carryOut } from '../../src/recreate/carry-out.ts';
import { readInventory } from '../../src/recreate/inventory.ts';
import { planCopies } from '../../src/recreate/plan.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { clientOf } from './client-of.ts';
import { seededProducts } from './products.ts';

// Measures and prints; it judges nothing. The target is 1,000 objects in at most 10 % more time than the server's limit allows. Memory is
// measured by launch.bench.ts, where the sandbox has a process of its own. Arguments: how many objects (1000), and limits such as 100/100
// (calls a second / at once); `none` for no limit. The server speaks as the guide does, and after an @ as that generation: 50/50@2026-09-07.

const [given, ...limits] = process.argv.slice(2);
const objects = Number(given ?? 1_000);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const usual = ['none', '200/200', '100/100', '50/50', '50/10', '50/50@2026-09-07', '50/10@2026-09-07'];
for (const limit of limits.length > 0 ? limits : usual) {
  const [rate = '', generation] = limit.split('@');
  const [perSecond, burst] = rate.split('/').map(Number);
  let calls = 0;
  let refused = 0;
  const sandbox = await startSandbox({
    seed: { products: seededProducts(objects) },
    api: { default: generation === '2026-09-07' ? generation : 'guide' },
    ...(perSecond === undefined || burst === undefined || Number.isNaN(perSecond)
      ? {}
      : { rateLimit: { perSecond, burst } }),
    onExchange: ({ status }) => {
      if (status === 429) refused += 1;
      else calls += 1;
    },
  });
  try {
    const read = await timed(async () => await readInventory(clientOf('test', sandbox.keys.test, sandbox.baseUrl)));
    report(`read ${objects} products`, limit, read.seconds);
    const live = clientOf('live', sandbox.keys.live, sandbox.baseUrl);
    const plan = planCopies([...read.value.objects.keys()], read.value, await readInventory(live));
    const ids = new Map<string, string>();
    const { seconds } = await timed(async () => {
      const { failed } = await carryOut(plan.copies, {
        atATime: 12,
        concernsItAlone: () => true,
        make: async (copy) => {
          const { value } = await sendCopy(live, copy, ids, `bench-${copy.from}`);
          for (const [from, to] of Object.entries(value)) ids.set(from, to);
        },
      });
      if (failed.length > 0) throw failed[0]?.error;
    });
    report(`make ${plan.copies.length} copies`, limit, seconds);
  } finally {
    await sandbox.close();
  }

  function report(what: string, name: string, seconds: number): void {
    const best =
      perSecond === undefined || Number.isNaN(perSecond) ? undefined : Math.max(0, calls - (burst ?? 0)) / perSecond;
    const ratio =
      best === undefined || best === 0 ? '' : `, ${(seconds / best).toFixed(2)} times what the limit allows`;
    print(`${name.padEnd(18)} ${what}: ${seconds.toFixed(1)} s, ${calls} calls, ${refused} refused${ratio}`);
    calls = 0;
    refused = 0;
  }
}

async function timed<Value>(task: () => Promise<Value>): Promise<{ readonly value: Value; readonly seconds: number }> {
  const start = performance.now();
  const value = await task();
  return { value, seconds: (performance.now() - start) / 1_000 };
}
