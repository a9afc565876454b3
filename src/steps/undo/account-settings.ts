import { z } from 'zod';
import { patchSettings, readSettings } from '../../flint/settings.ts';
import type { WireRecord } from '../../flint/wire/fields.ts';
import type { EntryOf } from '../../launch/journal/entry.ts';
import { json } from '../../launch/json.ts';
import { sameSetting } from '../../recreate/settings-plan.ts';
import { words } from './copy.ts';
import type { UndoItem } from './item.ts';
import { goneAlready, sendUndo, type UndoFlint, undoWrite } from './write.ts';

const setFields = z.object({
  group: z.string(),
  fields: z.array(z.string()),
  before: z.record(z.string(), json).optional(),
});

/**
 * How settings of the account are set back to what they were. A field that was not set before stays as it is: whether Flint lets
 * one be unset again is not certain (the API notes, settings, section 2).
 */
export function accountSettingsUndo(
  { write, title, result, undo }: EntryOf<'finished'>,
  name: string,
  flint: UndoFlint,
): UndoItem | undefined {
  const set = setFields.safeParse(result).data;
  if (!write.startsWith('settings.') || set === undefined) return undefined;
  const { group, fields, before = {} } = set;
  const former: WireRecord = Object.fromEntries(
    Object.entries(before).filter(([field, value]) => fields.includes(field) && value !== null),
  );
  const names = Object.keys(former);
  if (names.length === 0) {
    const how = undo.possible ? undo.how : words.lookInDashboard;
    return { kind: 'by hand', title, how: `${how} ${words.wasNotSet}` };
  }
  const { client } = flint;
  const order = words.settingsBack(names, group);
  const unset = fields.filter((field) => !names.includes(field));
  return {
    kind: 'possible',
    title: order,
    effect: unset.length === 0 ? words.settingsBackEffect : words.settingsBackInPart(unset),
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
          ({ groups }) => names.every((field) => sameSetting(former[field], groups[group]?.[field])),
        ),
      send: (idempotencyKey) =>
        sendUndo(flint, write, () => patchSettings(client, { groups: { [group]: former }, idempotencyKey })),
    }),
  };
}
