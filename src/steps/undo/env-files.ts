import type { Entry } from '../../launch/journal/entry.ts';
import { standingOf } from '../../launch/journal/recall.ts';
import type { RemovableSecretStore, SecretStore } from '../../secrets/store.ts';
import { findReferences } from '../../sweep/find.ts';
import { applyChange, planRewrite } from '../../sweep/rewrite.ts';
import type { World } from '../world.ts';
import { words } from './copy.ts';
import type { UndoItem } from './item.ts';
import { wasThereBefore } from './was-there.ts';
import { undoName, undoWrite } from './write.ts';

/** How a variable that the launch stored is taken out of its place. Undefined where it is not there and nothing was begun. */
export async function variableUndo(
  store: SecretStore,
  variable: string,
  entries: readonly Entry[],
): Promise<UndoItem | undefined> {
  const where = store.describe();
  const title = words.takeOut(variable, where);
  const base = `variable.${variable}`;
  if (!store.canReadBack || !isRemovable(store)) {
    return { kind: 'by hand', title, how: words.takeOutByHand(where) };
  }
  const name = nameOf(entries, base);
  const isBegun = standingOf(entries, name).kind === 'intended';
  if (!isBegun && (await store.get(variable)) === undefined) return undefined;
  const done = { result: { undone: variable }, evidence: { at: new Date().toISOString() } };
  return {
    kind: 'possible',
    title,
    effect: words.takeOutEffect(variable),
    withdraws: [],
    write: undoWrite({
      name,
      title,
      find: async () => ((await store.get(variable)) === undefined ? done : undefined),
      send: async () => {
        await store.remove(variable);
        return { ...done, evidence: { at: new Date().toISOString() } };
      },
    }),
  };
}

/** How the env files get their test-mode ids back, one item a file; other files are named, to be changed by hand. */
export async function idsUndo(world: World, entries: readonly Entry[]): Promise<readonly UndoItem[]> {
  const back = reversedIds(entries);
  if (back.size === 0) return [];
  const references = (await findReferences(world.folder)).filter(({ value }) => back.has(value));
  const envFiles = unique(references.filter(({ inEnvFile }) => inEnvFile).map(({ file }) => file));
  const others = unique(references.filter(({ inEnvFile }) => !inEnvFile).map(({ file }) => file));
  return [
    ...envFiles.map((file): UndoItem => {
      const title = words.idsBack(file);
      const done = () => ({ result: { undone: file }, evidence: { at: new Date().toISOString() } });
      const changes = () => planRewrite(world.folder, back, [file]);
      return {
        kind: 'possible',
        title,
        effect: words.idsBackEffect,
        withdraws: [
          'configuration.recreate',
          'configuration.objects',
          'configuration.rewrite',
          'configuration.rewrite-sources',
        ],
        write: undoWrite({
          name: nameOf(entries, `ids.${file}`),
          title,
          find: async () => ((await changes()).length === 0 ? done() : undefined),
          send: async () => {
            for (const change of await changes()) await applyChange(world.folder, change);
            return done();
          },
        }),
      };
    }),
    ...others.map((file): UndoItem => ({ kind: 'by hand', title: words.idsBack(file), how: words.idsByHand })),
  ];
}

/**
 * Every live id that the launch made, with the sandbox id it stands for; also of what was taken back already. What was there before the launch
 * stays there, and so do its ids: they may have stood in these files before, too.
 */
function reversedIds(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const back = new Map<string, string>();
  for (const entry of entries) {
    if (entry.type !== 'finished' || !entry.write.startsWith('copy.') || wasThereBefore(entry, entries)) continue;
    const { result } = entry;
    if (typeof result !== 'object' || result === null || Array.isArray(result)) continue;
    for (const [from, to] of Object.entries(result)) if (typeof to === 'string') back.set(to, from);
  }
  return back;
}

/** What is undone on this machine belongs to no write; each time it is done anew it has another name. */
function nameOf(entries: readonly Entry[], base: string): string {
  for (let time = 1; ; time += 1) {
    const name = `${undoName([], base)}${time > 1 ? `@${time}` : ''}`;
    if (standingOf(entries, name).kind !== 'finished') return name;
  }
}

function isRemovable(store: SecretStore): store is RemovableSecretStore {
  return 'remove' in store;
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
