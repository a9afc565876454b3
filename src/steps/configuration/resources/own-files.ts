import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { World } from '../../world.ts';

/** Whether a file of the project is one that this launch was asked to write: the sandbox's ids are in it on purpose. */
export function exportedBy({ folder, planFile, idMapFile }: World): (found: { readonly file: string }) => boolean {
  const root = real(folder);
  const exported = [planFile, idMapFile].flatMap((file) =>
    file === undefined ? [] : [join(real(dirname(file)), basename(file))],
  );
  return ({ file }) => exported.includes(join(root, file));
}

function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
