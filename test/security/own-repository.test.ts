import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runProgram } from '../cli/program.ts';
import { promisedEvents } from '../cli/programs/events.ts';
import { temporaryProject } from '../sweep/temporary-project.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Made-up keys are accepted by name: `node bin/flint-golive.js sweep --no-network --accept 'Made up for tests' --by NAME`. */
it('holds no key or id but made-up ones that were accepted by name', async () => {
  const run = await runProgram(['sweep', '--no-network', '--json'], { home: temporaryProject(), cwd: root });
  const left = promisedEvents('sweep', run).flatMap((event) =>
    event.type === 'finding' && event.level === 'error' ? [`${event.file}:${event.line} ${event.what}`] : [],
  );
  expect(left).toEqual([]);
  expect(run.exitCode).toBe(0);
});
