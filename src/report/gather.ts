import { basename } from 'node:path';
import type { Entry, EntryOf, Header } from '../launch/journal/entry.ts';
import { standingOf } from '../launch/journal/recall.ts';
import { readLaunchRecord } from '../steps/record.ts';
import { cleanWithin } from './clean.ts';
import { words } from './copy.ts';
import type { Report } from './model.ts';
import { reportVersion } from './model.ts';

/** What a report is made of: the journal, and what was looked at just now. */
export interface ReportGround extends Pick<Report, 'status' | 'checklist' | 'writtenAt'> {
  readonly header: Header;
  readonly entries: readonly Entry[];
  readonly programVersion: string;
  readonly account?: Report['account'];
  /** What is still open besides the checklist, in words. */
  readonly notes: readonly string[];
}

/** Puts a report together. Whatever it is given, no secret comes out. */
export function reportOf(ground: ReportGround): Report {
  const { header, entries, account, status, checklist, notes } = ground;
  const ids = [...readLaunchRecord(entries).idMap].map(([sandbox, live]) => ({ sandbox, live }));
  return cleanWithin({
    version: reportVersion,
    program: { name: 'flint-golive' as const, version: ground.programVersion },
    writtenAt: ground.writtenAt,
    launch: {
      name: header.name,
      target: header.target,
      project: basename(header.folder),
      startedAt: header.startedAt,
    },
    ...(account === undefined ? {} : { account }),
    status,
    proofs: entries.flatMap((entry) => (entry.type === 'proved' ? [proofOf(entry)] : [])),
    happenings: entries.flatMap((entry) => happeningOf(entry, entries)),
    checklist,
    ids,
    open: openPoints(status, checklist, notes),
  });
}

function openPoints(
  { looked }: Report['status'],
  checklist: Report['checklist'],
  notes: readonly string[],
): readonly string[] {
  return [
    ...notes,
    ...looked.filter(({ status }) => status !== 'done').map(({ message }) => message),
    ...checklist
      .filter(({ status }) => status === 'missing' || status === "can't tell")
      .map(({ title, message }) => `${title}: ${message}`),
  ];
}

function proofOf({ text, evidence }: EntryOf<'proved'>): Report['proofs'][number] {
  return { text, at: evidence.at, ...source(evidence) };
}

type Happening = Report['happenings'][number];

/** One entry of the journal in words; an intention only when nobody knows what became of it. */
function happeningOf(entry: Entry, entries: readonly Entry[]): readonly Happening[] {
  const { at } = entry;
  switch (entry.type) {
    case 'answered':
      return [{ at, kind: 'answered', text: words.answered(entry.title, shownOf(entry)), by: words.by[entry.by] }];
    case 'confirmed':
      return [{ at, kind: 'confirmed', text: words.confirmed(entry.phrase), by: words.by[entry.by] }];
    case 'withdrawn':
      return [{ at, kind: 'withdrawn', text: words.withdrawn(titleOfAnswer(entries, entry.key)) }];
    case 'intended': {
      const standing = standingOf(entries, entry.write);
      const isOpen = standing.kind === 'intended' && standing.intention === entry;
      return isOpen ? [{ at, kind: 'begun', text: words.begun(entry.title) }] : [];
    }
    case 'refused':
      return [
        {
          at,
          kind: 'refused',
          text: words.refused(titleOfWrite(entries, entry.write), entry.because),
          ...(entry.requestId === undefined ? {} : { requestId: entry.requestId }),
        },
      ];
    case 'finished': {
      const kind = entry.undoes !== undefined || entry.write.startsWith('undo.') ? 'taken back' : adopted(entry);
      return [{ at, kind, text: entry.title, ...source(entry.evidence) }];
    }
    case 'proved':
      return [{ at, kind: 'proved', text: entry.text, ...source(entry.evidence) }];
  }
}

function adopted({ how }: EntryOf<'finished'>): 'adopted' | 'done' {
  return how === 'adopted' ? 'adopted' : 'done';
}

/** A command of the person's own may hold what is nobody else's business. */
function shownOf({ question, shown }: EntryOf<'answered'>): string {
  return question.endsWith('-command') && shown !== 'none' ? words.ownCommand : shown;
}

function titleOfAnswer(entries: readonly Entry[], key: string): string {
  const given = entries.find((entry) => (entry.type === 'answered' || entry.type === 'confirmed') && entry.key === key);
  return given !== undefined && 'title' in given ? given.title : key;
}

function titleOfWrite(entries: readonly Entry[], write: string): string {
  const begun = entries.find((entry) => entry.type === 'intended' && entry.write === write);
  return begun !== undefined && 'title' in begun ? begun.title : write;
}

function source({ requestId, mode }: EntryOf<'finished'>['evidence']): { requestId?: string; mode?: string } {
  return { ...(requestId === undefined ? {} : { requestId }), ...(mode === undefined ? {} : { mode }) };
}
