// Preloaded into a program under test: writes every exchange of its sandbox to a file that the test reads when it ends.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(process.env.GOLIVE_EXCHANGES, `${process.pid}-${Date.now()}.jsonl`);

subscribe('flint-golive:sandbox-exchanges', (exchange) => {
  appendFileSync(file, `${JSON.stringify(exchange)}\n`);
});
