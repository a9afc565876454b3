// Preloaded into the program under test: kills it the hard way at a named crossing, once for each thing that crosses there.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const fatal = process.env.KILL_ONCE_AT;
const record = process.env.KILLED_AT ?? '';

subscribe('flint-golive:crossings', ({ point, name }) => {
  if (point !== fatal) return;
  const crossing = `${point} ${name}`;
  const killed = existsSync(record) ? readFileSync(record, 'utf8').split('\n') : [];
  if (killed.includes(crossing)) return;
  appendFileSync(record, `${crossing}\n`);
  process.kill(process.pid, 'SIGKILL');
});
