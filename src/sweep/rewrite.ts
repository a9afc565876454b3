import { replaceFile } from '../project/replace-file.ts';
import { FileChange, type Replacement } from './file-change.ts';
import { idsIn, isId } from './id-pattern.ts';
import { prefixOf } from './id-prefixes.ts';
import { readProjectFile } from './project-file.ts';
import { RewriteProblem, rewriteProblemOf } from './rewrite-problem.ts';
import { decodeText, encodeText } from './text-encoding.ts';

/**
 * Works out which files change when test-mode ids give way to live ones (the guide, step 4). Only whole ids are replaced;
 * every other byte stays. Nothing is written. Files without such an id give no change.
 *
 * @param idMap test-mode id to live id
 * @param files relative to the folder, with forward slashes
 * @throws {RewriteProblem} for an id map that makes no sense and for a file that cannot be rewritten
 */
export async function planRewrite(
  folder: string,
  idMap: ReadonlyMap<string, string>,
  files: Iterable<string>,
): Promise<FileChange[]> {
  checkIdMap(idMap);
  const changes: FileChange[] = [];
  for (const file of new Set(files)) {
    const { bytes } = await readProjectFile(folder, file);
    const decoded = decodeText(bytes);
    if (decoded === undefined) throw new RewriteProblem('not text', file);
    const { after, replacements } = replaceIds(decoded.text, idMap);
    if (replacements.length > 0) {
      changes.push(new FileChange({ file, before: decoded.text, after, encoding: decoded.encoding, replacements }));
    }
  }
  return changes;
}

/**
 * Makes a planned change, at one instant. Making it twice does no more than making it once.
 *
 * @throws {RewriteProblem} when the file is no longer what it was planned for, or cannot be written; it is then untouched
 */
export async function applyChange(folder: string, change: FileChange): Promise<'changed' | 'already changed'> {
  const { encoding } = change;
  const before = encodeText({ text: change.before, encoding });
  const after = encodeText({ text: change.after, encoding });
  const file = await readProjectFile(folder, change.file);
  if (file.bytes.equals(after)) return 'already changed';
  if (!file.bytes.equals(before)) throw new RewriteProblem('changed since it was planned', change.file);
  try {
    await replaceFile(file.path, { bytes: after, mode: file.mode, owner: file });
  } catch (error) {
    throw rewriteProblemOf(error, change.file);
  }
  return 'changed';
}

function replaceIds(text: string, idMap: ReadonlyMap<string, string>): { after: string; replacements: Replacement[] } {
  const replacements: Replacement[] = [];
  let after = '';
  let copied = 0;
  let line = 1;
  for (const { id, index } of idsIn(text)) {
    const to = idMap.get(id);
    if (to === undefined || to === id) continue;
    const between = text.slice(copied, index);
    line += between.split('\n').length - 1;
    after += between + to;
    copied = index + id.length;
    replacements.push({ from: id, to, line });
  }
  return { after: after + text.slice(copied), replacements };
}

/** Live ids come from an API answer: nothing but an id of the same kind may get into a file. */
function checkIdMap(idMap: ReadonlyMap<string, string>): void {
  for (const [from, to] of idMap) {
    for (const id of [from, to]) if (!isId(id)) throw new RewriteProblem('not an id', id);
    if (prefixOf(from) !== prefixOf(to)) throw new RewriteProblem('not an id', to);
    if (from !== to && idMap.has(to) && idMap.get(to) !== to) throw new RewriteProblem('replaced twice', to);
  }
}
