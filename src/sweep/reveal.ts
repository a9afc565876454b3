import { readProjectFile } from './project-file.ts';
import type { Reference } from './reference.ts';
import { RewriteProblem } from './rewrite-problem.ts';
import { secretsIn } from './secret-pattern.ts';
import { decodeText } from './text-encoding.ts';

/**
 * The raw test key behind a reference, read from the file again: the only way by which a secret leaves this room.
 * Live keys and webhook secrets have none.
 *
 * @throws {RewriteProblem} when the file no longer holds it there
 */
export async function revealTestKey(folder: string, reference: Reference): Promise<string> {
  if (reference.kind !== 'test key') throw new RewriteProblem('nothing to reveal', reference.file);
  const { bytes } = await readProjectFile(folder, reference.file);
  const line = decodeText(bytes)?.text.split('\n')[reference.line - 1] ?? '';
  for (const secret of secretsIn(line)) {
    if (secret.kind === 'test key' && secret.index === reference.column - 1) return secret.raw;
  }
  throw new RewriteProblem('nothing to reveal', reference.file);
}
