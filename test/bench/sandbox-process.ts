import { startSandbox } from '../../src/sandbox/index.ts';
import { seededProducts } from './products.ts';

// An embedded sandbox in a process of its own, so that what it costs is not counted as the program's. It tells its parent where it
// listens, and how many calls it let through and refused, whenever it is asked.

const [objects = '0', perSecond, burst] = process.argv.slice(2).map(Number);
let calls = 0;
let refused = 0;
const sandbox = await startSandbox({
  seed: { products: seededProducts(Number(objects)) },
  ...(perSecond === undefined || burst === undefined ? {} : { rateLimit: { perSecond, burst } }),
  onExchange: ({ status }) => {
    if (status === 429) refused += 1;
    else calls += 1;
  },
});
process.on('message', () => process.send?.({ calls, refused }));
process.once('disconnect', () => void sandbox.close());
process.send?.({ baseUrl: sandbox.baseUrl, keys: sandbox.keys });
