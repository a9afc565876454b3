import { readFileSync } from 'node:fs';
import { failureOf } from '../launch/failure.ts';
import { exitCodeOfFailure } from './exit-codes.ts';
import { runCommandLine } from './program.ts';

// A reader that closes its end, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), version()).catch(async (error: unknown) => {
  const { failureLines } = await import('./output/plain.ts');
  const failure = failureOf(error, () => undefined);
  process.stderr.write(
    failureLines(failure)
      .map((line) => `${line}\n`)
      .join(''),
  );
  return exitCodeOfFailure(failure.kind);
});

/** The manifest stands beside the bundle, in a checkout as in the published package. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}
