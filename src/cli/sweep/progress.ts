import type { SweepProgress } from '../../sweep/find.ts';

const patienceMilliseconds = 300;
const betweenMilliseconds = 100;

/** Tells a person at a terminal how far the sweep is, on stderr, when it takes a while. */
export function createProgress(): { readonly told: (progress: SweepProgress) => void; readonly clear: () => void } {
  if (process.stderr.isTTY !== true || process.env.TERM === 'dumb') {
    return { told: () => undefined, clear: () => undefined };
  }
  let next = performance.now() + patienceMilliseconds;
  let shown = false;
  return {
    told: ({ filesRead, found }) => {
      if (performance.now() < next) return;
      next = performance.now() + betweenMilliseconds;
      shown = true;
      process.stderr.write(`\r${filesRead.toLocaleString('en')} files read, ${found.toLocaleString('en')} found`);
    },
    clear: () => {
      if (shown) process.stderr.write('\r\u001B[K');
    },
  };
}
