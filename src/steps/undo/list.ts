import { z } from 'zod';
import type { Entry, EntryOf } from '../../launch/journal/entry.ts';
import { standingOf, standingWrites } from '../../launch/journal/recall.ts';
import { recordedAnswers } from '../../launch/recorded-answers.ts';
import { secretVariable } from '../configuration/webhook/writes.ts';
import { chosenPlace, keyVariable } from '../live-key/place.ts';
import { productionKeyQuestion } from '../live-key/questions.ts';
import { copyPrefix, undoPrefix } from '../record.ts';
import type { World } from '../world.ts';
import { accountSettingsUndo } from './account-settings.ts';
import { words } from './copy.ts';
import { endpointChangeUndo, endpointUndo, isAboutEndpoint } from './endpoint.ts';
import { idsUndo, variableUndo } from './env-files.ts';
import type { UndoItem } from './item.ts';
import { type KeysInUse, keyUndo } from './keys.ts';
import { objectUndo } from './objects.ts';
import { pageUndo } from './page.ts';
import { wasThereBefore } from './was-there.ts';
import { type UndoFlint, undoName } from './write.ts';

/** With what a launch is looked at and taken back. */
export interface UndoGround {
  readonly world: World;
  /** The launch's own journal, undone things included. */
  readonly entries: readonly Entry[];
  /** Absent without a production key: then what lies at Flint can be taken back by hand only. */
  readonly flint?: UndoFlint;
  readonly keys: KeysInUse;
  /** Why there is no key, in a sentence. */
  readonly withoutKey?: string;
}

/** Everything that the launch made or changed and that stands, last made first. */
export async function listUndos(ground: UndoGround): Promise<readonly UndoItem[]> {
  const { world, entries } = ground;
  const items: UndoItem[] = [];
  const made = standingWrites(entries).filter(({ write }) => !write.startsWith(undoPrefix));
  const ids = await idsUndo(world, entries);
  const place = await chosenPlace(
    recordedAnswers(() => entries),
    world,
  );
  const variable = async (name: string, isOurs: boolean): Promise<void> => {
    const item = place && (await variableUndo(place.store, name, entries));
    if (item === undefined) return;
    items.push(isOurs ? item : { kind: 'impossible', title: item.title, because: words.layThere });
  };

  let idsListed = false;
  for (const entry of made.toReversed()) {
    if (!idsListed && entry.write.startsWith(copyPrefix)) {
      items.push(...ids);
      idsListed = true;
    }
    const item = await undoOf(entry, ground);
    if (item !== undefined) items.push(item);
  }
  if (!idsListed) items.push(...ids);
  items.push(...openAttempts(entries));
  // Whoever calls Flint with the stored key needs it until the end.
  if (entries.some((entry) => entry.type === 'finished' && isAboutEndpoint(entry.write)))
    await variable(secretVariable, storedSigningSecret(entries));
  const asked = answersTo(entries, productionKeyQuestion(world.target).id);
  if (asked.length > 0) await variable(keyVariable, asked.at(-1)?.found !== true || storedReplacement(entries));
  return items;
}

/** What was sent with an outcome that nobody knows: it may be there or not, so it is named and never taken for undone. */
function openAttempts(entries: readonly Entry[]): readonly UndoItem[] {
  return entries.flatMap((entry): UndoItem[] => {
    if (entry.type !== 'intended' || entry.write.startsWith(undoPrefix)) return [];
    const standing = standingOf(entries, entry.write);
    if (standing.kind !== 'intended' || standing.intention !== entry) return [];
    return [{ kind: 'by hand', title: entry.title, how: words.outcomeUnknown }];
  });
}

function answersTo(entries: readonly Entry[], question: string): readonly EntryOf<'answered'>[] {
  return entries.filter((entry) => entry.type === 'answered').filter((entry) => entry.question === question);
}

/** Whether the launch put the signing secret where it lies, and not only found it there. */
function storedSigningSecret(entries: readonly Entry[]): boolean {
  return entries
    .filter((entry) => entry.type === 'finished')
    .some(({ write, result }) => write === 'webhook-secret.rotate' || (isAboutEndpoint(write) && isStored(result)));
}

/** Whether the launch put a key that it made in the place of the one that it found. */
function storedReplacement(entries: readonly Entry[]): boolean {
  return entries
    .filter((entry) => entry.type === 'finished')
    .some(({ write, result }) => write.startsWith('api-key.create') && isStored(result));
}

function isStored(result: EntryOf<'finished'>['result']): boolean {
  return z.object({ secretStored: z.literal(true) }).safeParse(result).success;
}

async function undoOf(entry: EntryOf<'finished'>, ground: UndoGround): Promise<UndoItem | undefined> {
  const { entries, flint, keys } = ground;
  const { title, undo } = entry;
  if (!undo.possible) return { kind: 'impossible', title, because: undo.because };
  if (isChangeOfOwnEndpoint(entry, entries)) return undefined;
  if (wasThereBefore(entry, entries)) return { kind: 'impossible', title, because: words.wasThere };
  const name = undoName(entries, entry.write);
  if (flint === undefined) return objectUndo(entry, name, undefined) ?? { kind: 'by hand', title, how: words.needsKey };
  return (
    objectUndo(entry, name, flint) ??
    endpointUndo(entry, name, flint, entries) ??
    (await endpointChangeUndo(entry, name, flint, entries)) ??
    (await accountSettingsUndo(entry, name, flint)) ??
    keyUndo(entry, name, flint, keys) ??
    (await pageUndo(entry, name, flint)) ?? { kind: 'by hand', title, how: undo.how }
  );
}

/** What was changed about an endpoint that the launch itself registered goes away with it. */
function isChangeOfOwnEndpoint({ write }: EntryOf<'finished'>, entries: readonly Entry[]): boolean {
  if (!isAboutEndpoint(write) || write === 'webhook-endpoint.create') return false;
  const created = standingWrites(entries).find((one) => one.write === 'webhook-endpoint.create');
  return created !== undefined && !wasThereBefore(created, entries);
}
