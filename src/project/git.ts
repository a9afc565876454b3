import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { devNull } from 'node:os';

/** What a git command answered. `code` is undefined when git is not there or did not end in time. */
export interface GitAnswer {
  readonly code: number | undefined;
  readonly output: string;
  readonly complaint: string;
}

const patienceMilliseconds = 60_000;
const largestAnswerBytes = 256 * 1024 * 1024;

// Nothing that the repository's own configuration names is run, and nothing that stands in for a commit hides it.
const calm = [
  '--no-pager',
  '--no-replace-objects',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'log.showSignature=false',
  '-c',
  'log.showRoot=true',
  '-c',
  'log.follow=false',
  '-c',
  'core.quotePath=false',
];

/** Runs git in a folder, for reading. The environment's own GIT_ variables are left out: the answer is about this folder. */
export function git(folder: string, words: readonly string[], input?: string): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      ['-C', folder, ...calm, ...words],
      { env: environment(), timeout: patienceMilliseconds, maxBuffer: largestAnswerBytes, windowsHide: true },
      (error, output, complaint) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
        resolve({ code, output, complaint });
      },
    );
    child.stdin?.on('error', () => undefined).end(input ?? '');
  });
}

/** Starts git for an answer of any length, read as it comes. */
export function streamGit(folder: string, words: readonly string[], signal?: AbortSignal): ChildProcess {
  return spawn('git', ['-C', folder, ...calm, ...words], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    ...(signal === undefined ? {} : { signal }),
  });
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // A clone that left objects behind would fetch them, by a command that the repository may name.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_GRAFT_FILE: devNull,
  };
}
