import { readFileSync } from 'node:fs';

/**
 * Whether a journal seems to be that of a launch which came to its end once: it names the proof of the refund. A quick look, so that
 * the first screen of any other launch does not wait; where the launch stands is derived.
 */
export function seemsLaunched(journalFile: string): boolean {
  try {
    return readFileSync(journalFile, 'utf8').includes('"cut-over.refunded"');
  } catch {
    return false;
  }
}
