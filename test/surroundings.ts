import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Runs before each test file: what the tests and the programs they start do depends on nobody's git configuration, and on no
// repository that the suite itself is run from, as by a commit hook.
const home = join(tmpdir(), `golive-home-${process.pid}`);
if (process.env.HOME !== home) {
  mkdirSync(home, { recursive: true });
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
}
for (const name of Object.keys(process.env)) if (name.startsWith('GIT_')) delete process.env[name];
process.env.HOME = home;
process.env.XDG_CONFIG_HOME = join(home, '.config');
process.env.GIT_CONFIG_NOSYSTEM = '1';
