import { z } from 'zod';
import type { FlintClient } from '../../../flint/client.ts';
import { FlintError } from '../../../flint/errors.ts';
import { patchSettings, readEffectiveSettings, readSettings } from '../../../flint/settings.ts';
import type { WireRecord } from '../../../flint/wire/fields.ts';
import { json } from '../../../launch/json.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Undo, Write } from '../../../launch/write.ts';
import {
  planSettings,
  type SettingsDifference,
  sameSetting,
  settingsPatches,
} from '../../../recreate/settings-plan.ts';
import type { ProductionClient } from '../../connections.ts';
import { explain } from '../../explain.ts';
import { offering } from '../any-of.ts';
import { settingsToCopy } from './questions.ts';
import { settingsSheet, words } from './settings-copy.ts';
import { stoppedHere } from './stopped-here.ts';

/**
 * Sets what was changed from its default in the sandbox in live mode too, field by field and with consent (the guide, step 4: redo the
 * settings). Gives what is still open, in words.
 */
export async function copySettings(
  step: Verbs,
  sandbox: FlintClient<'test'> | undefined,
  production: ProductionClient,
): Promise<readonly string[]> {
  if (sandbox === undefined || production.mode === 'test') return [];
  const compared = await step.observe(words.comparingSettings, () => compare(sandbox, production));
  if (typeof compared === 'string') return [compared];
  settleFinished(step, production, compared);
  if (compared.length === 0) return [];
  step.show(settingsSheet(compared));
  const open = compared.filter(({ byHand }) => byHand !== undefined).map(({ name }) => words.openSetting(name));
  const offered = compared.filter(({ byHand }) => byHand === undefined);
  if (offered.length === 0) return open;
  const question = offering(
    settingsToCopy,
    offered.map(({ name, inSandbox, inProduction, caution }) => ({
      value: name,
      label: name,
      detail: words.settingDetail(inSandbox, inProduction, caution),
    })),
  );
  const picked = await step.ask(question, {
    prompt: question.title,
    explanation: [words.settingsNote],
    default: offered
      .filter(({ caution }) => caution === undefined)
      .map(({ name }) => name)
      .join(','),
  });
  for (const [group, fields] of settingsPatches(offered, new Set(picked))) {
    await step.perform(copyGroup(production, group, fields));
  }
  return open;
}

/** The differences; or why they cannot be told, in words. */
async function compare(sandbox: FlintClient, production: ProductionClient): Promise<SettingsDifference[] | string> {
  try {
    const [there, here, effective] = await Promise.all([
      readSettings(sandbox),
      readSettings(production),
      readEffectiveSettings(production),
    ]);
    return planSettings(there.value, here.value, effective?.value);
  } catch (error) {
    if (!(error instanceof FlintError) || !['forbidden', 'not-found'].includes(error.problem)) throw error;
    return words.settingsUnread(explain(error)?.headline ?? '');
  }
}

/** Groups that were set, and whose answers were lost, do not differ any more: nothing is left to send. */
function settleFinished(step: Verbs, { proof }: ProductionClient, differences: readonly SettingsDifference[]): void {
  const picked = step.answered(settingsToCopy) ?? [];
  const groups = Map.groupBy(picked, (name) => name.slice(0, name.indexOf('.')));
  for (const [group, names] of groups) {
    if (differences.some(({ name }) => names.includes(name))) continue;
    const fields = names.map((name) => name.slice(group.length + 1));
    const evidence = proof ?? { at: step.now().toISOString() };
    step.settle((write) => write === nameOf(group, fields), {
      result: { group, fields },
      evidence,
      undo: undoing(group, fields),
    });
  }
}

/** The fields are part of the name: a later choice of others is another write. */
function nameOf(group: string, fields: readonly string[]): string {
  return `settings.${group}.${fields.toSorted().join('+')}`;
}

function undoing(group: string, fields: readonly string[]): Undo {
  return { possible: true, how: `Set ${fields.join(', ')} of ${group} back on the settings page of the dashboard.` };
}

const setFields = z.object({
  group: z.string(),
  fields: z.array(z.string()),
  /** What the fields were before, null where they were not set; absent where nobody saw it, as after an answer that was lost. */
  before: z.record(z.string(), json).optional(),
  /** What they were set to, by which is seen later whether somebody else changed them since. */
  set: z.record(z.string(), json).optional(),
});

function copyGroup(client: ProductionClient, group: string, fields: WireRecord): Write<z.infer<typeof setFields>> {
  const names = Object.keys(fields);
  return {
    name: nameOf(group, names),
    title: `Set ${names.join(', ')} in the settings ${group}`,
    uses: [settingsToCopy.id],
    result: setFields,
    find: async () => {
      const { value, evidence } = await readSettings(client);
      const isSet = names.every((name) => sameSetting(fields[name], value.groups[group]?.[name]));
      return isSet ? { result: { group, fields: names }, evidence } : undefined;
    },
    send: async (idempotencyKey) => {
      const { value: was } = await readSettings(client);
      const sent = await patchSettings(client, { groups: { [group]: fields }, idempotencyKey });
      const { value } = await readSettings(client);
      const unlike = names.filter((name) => !sameSetting(fields[name], value.groups[group]?.[name]));
      if (unlike.length > 0) throw stoppedHere(words.settingDiffers(unlike.map((name) => `${group}.${name}`)));
      return { result: { group, fields: names, ...beforeOf(was.groups[group], fields) }, evidence: sent.evidence };
    },
    undo: undoing(group, names),
  };
}

/** What the fields are before they are set. Fields that already are as wanted were set by a try whose answer was lost. */
function beforeOf(
  group: WireRecord | undefined,
  wanted: WireRecord,
): Pick<z.infer<typeof setFields>, 'before' | 'set'> {
  const names = Object.keys(wanted);
  if (names.every((name) => sameSetting(wanted[name], group?.[name]))) return {};
  const read = z
    .record(z.string(), json)
    .safeParse(Object.fromEntries(names.map((name) => [name, group?.[name] ?? null])));
  const set = z.record(z.string(), json).safeParse(wanted);
  return read.success && set.success ? { before: read.data, set: set.data } : {};
}
