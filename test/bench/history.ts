import { spawnSync } from 'node:child_process';

/** How large a generated history is. */
export interface HistorySize {
  readonly commits: number;
  readonly bytesPerCommit: number;
}

/** Makes a repository in a folder whose every commit rewrites one file as a whole, and every hundredth adds a key. */
export function layOutHistory(folder: string, { commits, bytesPerCommit }: HistorySize): void {
  const stream: string[] = [];
  for (let commit = 1; commit <= commits; commit += 1) {
    const key = commit % 100 === 0 ? `flint_live_${String(commit).padStart(64, '0')}` : 'none';
    const lines = Math.ceil(bytesPerCommit / 64);
    const line = (number: number): string => `${commit} ${number} `.padEnd(63, 'const some_name = total_of(x);');
    const text = [`key ${key}`, ...Array.from({ length: lines }, (_, number) => line(number)), ''].join('\n');
    stream.push(
      `commit refs/heads/main\nmark :${commit}\ncommitter A <a@example.com> ${1_700_000_000 + commit} +0000\ndata 1\nx\n`,
      ...(commit === 1 ? [] : [`from :${commit - 1}\n`]),
      `M 100644 inline part-${commit % 7}.ts\ndata ${text.length}\n${text}\n`,
    );
  }
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  git(folder, ['fast-import', '--quiet'], stream.join(''));
}

function git(folder: string, words: readonly string[], input = ''): void {
  const { status, stderr } = spawnSync('git', ['-C', folder, ...words], { input, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(stderr);
}
