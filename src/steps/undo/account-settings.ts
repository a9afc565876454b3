import { z } from 'zod';
import { FlintError } from '../../flint/errors.ts';
import { patchSettings, readSettings } from '../../flint/settings.ts';
import type { WireRecord } from '../../flint/wire/fields.ts';
import type { EntryOf } from '../../launch/journal/entry.ts';
import { json } from '../../launch/json.ts';
import { sameSetting } from '../../recreate/settings-plan.ts';
import { words } from './copy.ts';
import type { UndoItem } from './item.ts';
import { changedMeanwhile, goneAlready, sendUndo, type UndoFlint, undoWrite } from './write.ts';

const setFields = z.object({
  group: z.string(),
  fields: z.array(z.string()),
  before: z.record(z.string(), json).optional(),
  set: z.record(z.string(), json).optional(),
});

/**
 * How settings of the account are set back to what they were. A field that was not set before stays as it is: whether Flint lets
 * one be unset again is not certain (the API notes, settings, section 2). So does one that somebody changed since the launch set it.
 */
export async function accountSettingsUndo(
  { write, title, result, undo }: EntryOf<'finished'>,
  name: string,
  flint: UndoFlint,
): Promise<UndoItem | undefined> {
  const kept = setFields.safeParse(result).data;
  if (!write.startsWith('settings.') || kept === undefined) return undefined;
  const { group, fields, before = {}, set = {} } = kept;
  const former: WireRecord = Object.fromEntries(
    Object.entries(before).filter(([field, value]) => field in set && value !== null),
  );
  const names = Object.keys(former);
  if (names.length === 0) {
    const how = undo.possible ? undo.how : words.lookInDashboard;
    return { kind: 'by hand', title, how: `${how} ${words.wasNotSet}` };
  }
  const { client } = flint;
  const now = await groupNow(flint, group);
  const isChanged = (field: string, there: WireRecord | undefined): boolean =>
    !sameSetting(set[field], there?.[field]) && !sameSetting(former[field], there?.[field]);
  const changed = now === undefined ? [] : names.filter((field) => isChanged(field, now));
  const back = names.filter((field) => !changed.includes(field));
  if (back.length === 0) return { kind: 'impossible', title, because: words.changedSince };
  const order = words.settingsBack(back, group);
  const unset = fields.filter((field) => !names.includes(field));
  return {
    kind: 'possible',
    title: order,
    effect: [
      unset.length === 0 ? words.settingsBackEffect : words.settingsBackInPart(unset),
      ...(changed.length === 0 ? [] : [words.changedInPart(changed)]),
    ].join(' '),
    withdraws: ['configuration.settings'],
    write: undoWrite({
      name,
      title: order,
      undoes: [write],
      find: () =>
        goneAlready(
          flint,
          write,
          () => readSettings(client),
          ({ groups }) => back.every((field) => sameSetting(former[field], groups[group]?.[field])),
        ),
      send: (idempotencyKey) =>
        sendUndo(flint, write, async () => {
          const { value } = await readSettings(client);
          if (back.some((field) => isChanged(field, value.groups[group]))) throw changedMeanwhile(title);
          const fieldsBack = Object.fromEntries(back.map((field) => [field, former[field]]));
          return await patchSettings(client, { groups: { [group]: fieldsBack }, idempotencyKey });
        }),
    }),
  };
}

/** A group as it is now; undefined where it cannot be read: then it is looked at again before anything is sent. */
async function groupNow({ client }: UndoFlint, group: string): Promise<WireRecord | undefined> {
  try {
    return (await readSettings(client)).value.groups[group] ?? {};
  } catch (error) {
    if (!(error instanceof FlintError)) throw error;
    return undefined;
  }
}
