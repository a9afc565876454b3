import { readFileSync } from 'node:fs';
import { failureOf } from '../launch/failure.ts';
import { type ExitCode, exitCodeOfFailure } from './exit-codes.ts';
import { endInterruptedRunWithResult } from './interrupts.ts';
import { wantsEvents } from './misuse.ts';
import { isResultOwed, writeFailure } from './output/stdout.ts';
import { runCommandLine } from './program.ts';
import { columnsOf } from './terminal.ts';

// A reader that closes its end, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const words = process.argv.slice(2);
const forPrograms = wantsEvents(words);
if (forPrograms) {
  endInterruptedRunWithResult();
}
process.on('uncaughtException', function onFault(error) {
  // Screens give the terminal back first, and end with the same words.
  if (process.listeners('uncaughtException').some((listener) => listener !== onFault)) return;
  void endWith(error).then((exitCode) => process.exit(exitCode));
});
process.on('exit', () => {
  if (!forPrograms || !isResultOwed()) return;
  // The process ends although a command still waits for something: a fault of ours, and no reason to say nothing.
  process.exitCode = writeFailure(failureOf(new Error('The program ended early.'), () => undefined));
});
process.exitCode = await runCommandLine(words, version()).catch(endWith);

/** Says what failed: to programs as the result, to people on stderr. Programs get the words of a fault of ours there too. */
async function endWith(error: unknown): Promise<ExitCode> {
  const failure = failureOf(error, () => undefined);
  if (forPrograms) writeFailure(failure);
  if (!forPrograms || failure.kind === 'bug') {
    const { failureLines } = await import('./output/plain.ts');
    const lines = failureLines(failure, columnsOf(process.stderr));
    process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  }
  return exitCodeOfFailure(failure.kind);
}

/** The manifest stands beside the bundle, in a checkout as in the published package. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}
