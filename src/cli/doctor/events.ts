import type { VitalSigns } from '../../checks/symptoms/vital-signs.ts';
import { checkEvent, resultEvent } from '../checks/ndjson.ts';
import type { Item } from '../checks/round.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { ResultToWrite, writeEvent } from '../output/stdout.ts';
import type { Standing } from '../standing/open-standing.ts';
import { copy } from './copy.ts';
import type { DoctorState } from './doctor.ts';
import { turnWords } from './screen.ts';

type EventToWrite = Parameters<typeof writeEvent>[0];

/** What one look tells programs: that it happened, what turned, and each item that is not as it was told before. */
export function lookEvents(state: DoctorState, told: Map<string, string>): EventToWrite[] {
  const { examination, items, turns } = state;
  if (examination === undefined) return [];
  const { at, healthy, vitalSigns } = examination;
  return [
    { type: 'look', at, healthy, ...(vitalSigns === undefined ? {} : { vitalSigns: readable(vitalSigns) }) },
    ...turns.map((turn) => ({ type: 'turn' as const, at, turned: turn.kind, id: turn.id, text: turnWords(turn) })),
    ...items.filter((item) => isNews(item, told)).map(checkEvent),
  ];
}

/** The last line: how it stood at the last look, and what that is based on. */
export function doctorResult(
  { examination, items }: DoctorState,
  exitCode: ExitCode,
  standing: Standing | undefined,
): ResultToWrite {
  const outcome = exitCode === exitCodes.done ? 'settled' : exitCode === exitCodes.interrupted ? 'interrupted' : 'open';
  const merchantId = standing?.context.merchantId;
  return resultEvent(outcome, exitCode, examination ? items.filter(({ group }) => group !== copy.server) : [], {
    ...(standing === undefined ? {} : { target: standing.where.target }),
    ...(merchantId === undefined ? {} : { account: { merchantId } }),
    ...(examination === undefined
      ? {}
      : {
          at: examination.at,
          healthy: examination.healthy,
          ...(examination.vitalSigns === undefined ? {} : { vitalSigns: readable(examination.vitalSigns) }),
          generations: Object.fromEntries(examination.generations),
          notServed: examination.notServed.map(({ id }) => id),
        }),
  });
}

/** What could not be read is left out. */
function readable({ since, ...signs }: VitalSigns) {
  return { since, ...Object.fromEntries(Object.entries(signs).filter(([, sign]) => sign !== undefined)) };
}

/** An item is news when it stands or reads differently than it was told. */
function isNews(item: Item, told: Map<string, string>): boolean {
  const reads = `${item.verdict?.status} ${item.verdict?.message}`;
  if (told.get(item.id) === reads) return false;
  told.set(item.id, reads);
  return true;
}
