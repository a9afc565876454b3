import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { git, streamGit } from '../project/git.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isInNoRepository } from './git-standing.ts';
import { readHistory } from './history-lines.ts';
import { maskSecret } from './masking.ts';
import { printable } from './printable.ts';
import type { Reference } from './reference.ts';
import { secretsIn } from './secret-pattern.ts';

/** A key or secret that a commit added, whether or not it is still there. */
export interface HistoryReference extends Reference {
  /** The full hash of the first commit seen with it. */
  readonly commit: string;
}

/**
 * What git history holds. `cut`: the clone is shallow, so there is more than could be read. `none`: the folder is in no repository, so
 * there is nothing to read.
 */
export type HistorySweep =
  | { readonly read: true; readonly cut: boolean; readonly references: readonly HistoryReference[] }
  | { readonly read: false; readonly repository: 'none' | 'unknown' };

/**
 * Reads everything that was ever committed below a folder, on all branches and tags, and finds keys and webhook secrets in it; the
 * same of each submodule that is checked out there. It is read as git prints it, in memory that does not grow with the history.
 * Each secret is named once a file.
 */
export async function sweepHistory(folder: string, signal?: AbortSignal): Promise<HistorySweep> {
  const own = await sweepOwnHistory(folder, signal);
  if (!own.read) return own;
  const references = [...own.references];
  let { cut } = own;
  for (const below of await submodulesIn(folder)) {
    const part = await sweepHistory(join(folder, below), signal);
    if (!part.read) return { read: false, repository: 'unknown' };
    cut ||= part.cut;
    for (const reference of part.references) {
      references.push({ ...reference, file: `${printable(below)}/${reference.file}` });
    }
  }
  return { read: true, cut, references };
}

/** The submodules that are checked out; others have neither files nor history here. */
async function submodulesIn(folder: string): Promise<string[]> {
  const { output } = await git(folder, ['ls-files', '-z', '--stage']);
  const linked = output.split('\0').flatMap((line) => /^160000 [0-9a-f]+ \d\t(.+)$/s.exec(line)?.[1] ?? []);
  const root = realpathSync(folder);
  return [...new Set(linked)].filter((path) => {
    const submodule = join(root, path);
    // Not through a link that took its place: that would lead out of the folder.
    return existsSync(join(submodule, '.git')) && realpathSync(submodule) === submodule;
  });
}

async function sweepOwnHistory(folder: string, signal?: AbortSignal): Promise<HistorySweep> {
  const shallow = await git(folder, ['rev-parse', '--is-shallow-repository']);
  if (shallow.code !== 0) {
    return { read: false, repository: isInNoRepository(folder, shallow) ? 'none' : 'unknown' };
  }
  const references: HistoryReference[] = [];
  const seen = new Set<string>();
  const log = streamGit(folder, ['log', ...whatToPrint], signal);
  const closed = once(log, 'close');
  closed.catch(() => undefined);
  if (log.stdout === null) return { read: false, repository: 'unknown' };
  for await (const { text: written, commit, file, line, column } of readHistory(log.stdout)) {
    // Every other byte of UTF-16 is a zero.
    const text = written.includes('\0') ? written.replaceAll('\0', '') : written;
    for (const { kind, prefix, raw, index } of secretsIn(text)) {
      const mark = createHash('sha256').update(`${file}\0${raw}`).digest('base64');
      if (seen.has(mark)) continue;
      seen.add(mark);
      const place = { file: printable(file), inEnvFile: false, line, column: column + index };
      references.push({
        kind,
        prefix,
        value: maskSecret(raw, prefix),
        fingerprint: fingerprintOf(raw),
        ...place,
        commit,
      });
    }
  }
  const [code] = await closed;
  return code === 0
    ? { read: true, cut: shallow.output.trim() === 'true', references }
    : { read: false, repository: 'unknown' };
}

// Said in full, for the repository's own configuration and attributes may say otherwise.
const whatToPrint = [
  ...['--all', '--reverse', '--format=%x01%H', '--patch', '--relative'],
  // Also what was taken back before its branch was merged, which git would leave out as without effect.
  '--full-history',
  // A merge against each of its parents: what was only written while merging would be missed otherwise.
  '--diff-merges=separate',
  // Attributes can call any file binary.
  '--text',
  ...['--unified=0', '--inter-hunk-context=0', '--no-renames', '--no-color', '--no-ext-diff', '--no-textconv'],
  ...['--submodule=short', '--src-prefix=a/', '--dst-prefix=b/', '--', '.'],
];
