import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { demandProject } from '../project-folder.ts';

/**
 * Copies a project for a rehearsal to work on, so that none of the person's own files change. The copy appears whole or not
 * at all; one that is there already is used as it is.
 */
export async function scratchCopy(from: string, to: string): Promise<void> {
  if (existsSync(to)) return;
  demandProject(from);
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(from, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => path === from || !leftOut.has(basename(path)),
  });
  await rename(unfinished, to);
}

/** A scratch copy is for reading and rewriting settings and code; these are neither, and large. */
const leftOut = new Set(['node_modules', '.git', 'dist', 'build', '.next', 'coverage']);
