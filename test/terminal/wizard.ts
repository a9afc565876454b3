import { fileURLToPath } from 'node:url';
import { recordedEnvironment } from '../contract/suite/children.ts';
import type { Terminal } from './terminal.ts';
import { startTerminal } from './terminal.ts';

const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));

/** Starts the wizard itself in a pseudo-terminal, on a state folder of its own; `below` rows that a shell printed before. */
export function startWizard(
  home: string,
  words: readonly string[],
  options: {
    readonly columns?: number;
    readonly rows?: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly below?: number;
  } = {},
): Terminal {
  const { env = {}, below = 0, ...size } = options;
  const program = [process.execPath, entry, ...words];
  return startTerminal({
    command: 'sh',
    args: ['-c', `seq ${below}; exec "$@"`, 'sh', ...program],
    env: { FLINT_GOLIVE_HOME: home, HOME: home, ...recordedEnvironment(), ...env },
    ...size,
  });
}

/** The address after a label on the screen; the URL stands on lines of its own, broken only where the line ends. */
export function linkUnder(terminal: Terminal, label: string): string {
  const rows = terminal.screen();
  const at = rows.findIndex((row) => row.trim() === label);
  const parts: string[] = [];
  for (const row of rows.slice(at + 1)) {
    if (row.trim() === '') break;
    parts.push(row.trim());
  }
  return parts.join('');
}
