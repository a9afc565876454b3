import type { SweepProgress } from '../../sweep/find.ts';

const patienceMilliseconds = 300;
const betweenMilliseconds = 100;
/** Back to the beginning of the line, and takes away what stands there: what follows may be shorter. */
const lineStart = '\r\u001B[K';

/** Where progress is shown, and by which clock. */
export interface ProgressTerminal {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** Tells a person at a terminal how far the sweep is when it takes a while, on a line that is taken away again. */
export function createProgress(
  terminal: ProgressTerminal,
  now: () => number = () => performance.now(),
): { readonly told: (progress: SweepProgress) => void; readonly clear: () => void } {
  if (terminal.isTTY !== true || process.env.TERM === 'dumb') {
    return { told: () => undefined, clear: () => undefined };
  }
  let next = now() + patienceMilliseconds;
  let shown = false;
  return {
    told: ({ filesRead, found }) => {
      if (now() < next) return;
      next = now() + betweenMilliseconds;
      shown = true;
      terminal.write(`${lineStart}${filesRead.toLocaleString('en')} files read, ${found.toLocaleString('en')} found`);
    },
    clear: () => {
      if (shown) terminal.write(lineStart);
      shown = false;
    },
  };
}
