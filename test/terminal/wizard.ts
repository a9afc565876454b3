import { fileURLToPath } from 'node:url';
import { recordedEnvironment } from '../contract/suite/children.ts';
import type { Terminal } from './terminal.ts';
import { startTerminal } from './terminal.ts';

const entry = fileURLToPath(new URL('../../bin/flint-golive.js', import.meta.url));

/** Starts the wizard itself in a pseudo-terminal, on a state folder of its own. */
export function startWizard(
  home: string,
  words: readonly string[],
  options: { readonly columns?: number; readonly rows?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Terminal {
  const { env = {}, ...size } = options;
  return startTerminal({
    command: process.execPath,
    args: [entry, ...words],
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
