import { execFile } from 'node:child_process';

/** What a git command answered. `code` is undefined when git is not there or did not end in time. */
export interface GitAnswer {
  readonly code: number | undefined;
  readonly output: string;
  readonly complaint: string;
}

const patienceMilliseconds = 10_000;

/**
 * Runs git in a folder, for reading. The environment's own GIT_ variables are left out, so that the answer is about this
 * folder, and nothing that the repository's configuration names is run.
 */
export function git(folder: string, ...words: readonly string[]): Promise<GitAnswer> {
  const calm = ['-c', 'core.fsmonitor=false'];
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', folder, ...calm, ...words],
      { env: environment(), timeout: patienceMilliseconds, windowsHide: true },
      (error, output, complaint) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
        resolve({ code, output, complaint });
      },
    );
  });
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}
