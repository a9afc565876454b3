import type { Verbs } from '../../../launch/verbs.ts';
import { differenceOf } from '../../../sweep/difference.ts';
import type { FileChange } from '../../../sweep/file-change.ts';
import type { Reference } from '../../../sweep/reference.ts';
import { planRewrite } from '../../../sweep/rewrite.ts';
import { RewriteProblem } from '../../../sweep/rewrite-problem.ts';
import type { World } from '../../world.ts';
import { offering } from '../any-of.ts';
import { type Protection, protectionOf, rewriteFile } from './protection.ts';
import { rewriteFiles, rewriteSources } from './questions.ts';
import { isConfigurationFile, isInProductionFile, shippedAmong, unique } from './references.ts';
import { rewriteSheet, sourcesSheet, words } from './rewriting-copy.ts';

/**
 * Replaces the ids in the production env files, each after its change was shown and agreed to by itself. In older journals one answer,
 * recorded without a file, holds for all of them.
 */
export async function rewriteEnvFiles(
  step: Verbs,
  { folder }: World,
  productionFile: string,
  newIds: ReadonlyMap<string, string>,
  ids: readonly Reference[],
): Promise<void> {
  const files = unique(ids.filter((id) => isInProductionFile(id, productionFile)).map(({ file }) => file));
  const changes = await planRewrite(folder, newIds, files);
  const forAll = step.answered(rewriteFiles);
  const protections = await protectionOf(
    folder,
    changes.map(({ file }) => file),
  );
  for (const [place, change] of changes.entries()) {
    const { file } = change;
    step.show(rewriteSheet(differenceLines(change), file, { place: place + 1, of: changes.length }));
    const protection = protections.get(file);
    const answer =
      forAll ??
      (await step.ask(rewriteFiles, {
        prompt: words.askRewrite(file),
        explanation: protection === undefined ? [] : [words.protection(protection)],
        // What git could not give back is only written on somebody's word.
        default: protection === 'uncommitted' ? 'leave' : 'write',
        instance: file,
      }));
    if (answer === 'write') await writeAll(step, folder, [change], protections);
  }
}

/** Takes back what was agreed to, so that every production env file that still has to be rewritten is asked about again. */
export function forgetRewriting(step: Verbs): void {
  for (const { instance } of step.answersTo(rewriteFiles)) {
    step.forget(instance === undefined ? rewriteFiles.id : `${rewriteFiles.id}#${instance}`);
  }
}

/**
 * Offers to replace the ids in source and configuration files, each file by itself after all changes were shown. Configuration is picked
 * beforehand, where it can be had back; code is not. A file whose changes git has not got says so.
 */
export async function rewriteSourceFiles(
  step: Verbs,
  { folder }: World,
  productionFile: string,
  newIds: ReadonlyMap<string, string>,
  ids: readonly Reference[],
): Promise<void> {
  const isShipped = shippedAmong(ids);
  const sources = ids.filter((id) => isShipped(id) && !isInProductionFile(id, productionFile) && newIds.has(id.value));
  const changes = await planned(step, folder, newIds, unique(sources.map(({ file }) => file)));
  if (changes.length === 0) return;
  const protections = await protectionOf(
    folder,
    changes.map(({ file }) => file),
  );
  step.show(sourcesSheet(changes.flatMap(differenceLines), changes.length));
  const question = offering(
    rewriteSources,
    changes.map(({ file, replacements }) => ({
      value: file,
      label: file,
      detail: words.sourceDetail(replacements.length, protections.get(file)),
    })),
  );
  const picked = await step.ask(question, {
    prompt: question.title,
    explanation: [words.sourcesNote],
    default: changes
      .map(({ file }) => file)
      .filter((file) => isConfigurationFile(file) && ['git', 'backup'].includes(protections.get(file) ?? ''))
      .join(','),
  });
  await writeAll(
    step,
    folder,
    changes.filter(({ file }) => picked.includes(file)),
    protections,
  );
}

/** Plans file by file: one that cannot be rewritten is said, and stands in the way of no other. A name with a comma cannot be picked. */
async function planned(
  step: Verbs,
  folder: string,
  newIds: ReadonlyMap<string, string>,
  files: readonly string[],
): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  for (const file of files) {
    try {
      if (!file.includes(',')) changes.push(...(await planRewrite(folder, newIds, [file])));
    } catch (error) {
      if (!(error instanceof RewriteProblem)) throw error;
      step.tell(error.headline);
    }
  }
  return changes;
}

async function writeAll(
  step: Verbs,
  folder: string,
  changes: readonly FileChange[],
  protections: ReadonlyMap<string, Protection>,
): Promise<void> {
  for (const change of changes) {
    await step.change(words.rewriting(change.file), async () => {
      const backup = await rewriteFile(folder, change, protections.get(change.file));
      step.tell(words.rewritten(change.file, backup), 'changed');
    });
  }
}

function differenceLines(change: FileChange) {
  return [{ kind: 'file' as const, text: change.file }, ...differenceOf(change)];
}
