import { writeFile } from 'node:fs/promises';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Inventory } from '../../../recreate/inventory.ts';
import { exportMark } from '../../../sweep/exported.ts';
import type { World } from '../../world.ts';
import type { Plans } from './choosing.ts';
import { words } from './copy.ts';
import { stoppedHere } from './stopped-here.ts';

/** Writes the whole plan as JSON to the file that was asked for, if one was. It holds ids, names and words, and nothing secret. */
export async function exportPlan(
  step: Verbs,
  { planFile }: World,
  { referenced, everything, unread }: Plans,
  places: (id: string) => string,
): Promise<void> {
  if (planFile === undefined) return;
  const named = new Set(referenced.copies.map(({ from }) => from));
  await write(step, planFile, {
    copies: everything.copies.map(({ from, kind, name, needs, notes }) => ({
      from,
      kind,
      name,
      needs,
      notes,
      wantedByProject: named.has(from),
      foundIn: places(from),
    })),
    alreadyThere: everything.alreadyThere,
    byHand: everything.byHand,
    unknown: referenced.unknown,
    unread,
  });
}

/** Writes which sandbox id became which live one to the file that was asked for, if one was. */
export async function exportIdMap(
  step: Verbs,
  { idMapFile }: World,
  newIds: ReadonlyMap<string, string>,
  sandbox: Inventory,
): Promise<void> {
  if (idMapFile === undefined) return;
  const rows = [...newIds].map(([from, to]) => {
    const object = sandbox.objects.get(from);
    return { from, to, ...(object === undefined ? {} : { kind: object.kind, name: object.name }) };
  });
  await write(step, idMapFile, { ids: rows });
}

async function write(step: Verbs, file: string, content: object): Promise<void> {
  await step.change(words.writing(file), async () => {
    try {
      await writeFile(file, `${JSON.stringify({ ...exportMark, ...content }, undefined, 2)}\n`);
    } catch (error) {
      throw stoppedHere(words.notWritten(file, error instanceof Error && 'code' in error ? String(error.code) : ''));
    }
  });
}
