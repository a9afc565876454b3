import { execFileSync } from 'node:child_process';

/** Settings that a person's own would otherwise decide; see also `surroundings.ts`. */
const settings = [
  'user.name=A',
  'user.email=a@example.com',
  'commit.gpgsign=false',
  'init.defaultBranch=main',
  'core.hooksPath=/dev/null',
].flatMap((setting) => ['-c', setting]);

/** Runs git in a folder, for a fixture, and gives what it printed. Nothing of the person's own git plays a part in it. */
export function git(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...settings, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
