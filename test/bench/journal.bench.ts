import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournalFile } from '../../src/launch/journal/journal-file.ts';

// Measures and prints; it judges nothing. A thousand copies are two thousand entries, each on the disk before the next request leaves.
// The processor's part is told apart from the disk's. Argument: how many writes (1000).

const writes = Number(process.argv[2] ?? 1_000);
const folder = mkdtempSync(join(tmpdir(), 'golive-bench-'));
const path = join(folder, 'journal.json');
const at = '2026-07-02T18:00:00.000Z';
try {
  const journal = openJournalFile(path, { id: 'bench', name: 'default', target: 'live', folder, startedAt: at });
  const start = performance.now();
  const used = process.cpuUsage();
  for (let place = 0; place < writes; place += 1) {
    const write = `copy.prod_${String(place).padStart(26, '0')}`;
    const title = `Re-create the product “Print ${place}”`;
    journal.append({
      type: 'intended',
      at,
      write,
      title,
      idempotencyKey: randomUUID(),
      uses: ['configuration.recreate'],
    });
    journal.append({
      type: 'finished',
      at,
      write,
      title,
      result: { [write.slice(5)]: `prod_${String(place).padStart(26, '1')}` },
      how: 'sent',
      undo: { possible: true, how: 'Archive the product in the dashboard.' },
      evidence: { requestId: randomUUID(), at, mode: 'live', method: 'POST', path: '/v1/products', status: 201 },
    });
  }
  const { user, system } = process.cpuUsage(used);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  const processor = ((user + system) / 1e6).toFixed(1);
  const sizes = `${Math.round(statSync(path.replace('.json', '.tail.ndjson')).size / 1e3)} kB, memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`;
  process.stdout.write(`${2 * writes} entries: ${seconds} s, ${processor} s of them the processor's; ${sizes}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
