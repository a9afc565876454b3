// Preloaded into the program under test: kills it the hard way right after its n-th journal entry is on the disk.
import { subscribe } from 'node:diagnostics_channel';

const fatal = Number(process.env.KILL_AFTER_APPEND);
let appends = 0;

subscribe('flint-golive:crossings', ({ point }) => {
  if (point !== 'journal.append.after') return;
  appends += 1;
  if (appends === fatal) process.kill(process.pid, 'SIGKILL');
});
