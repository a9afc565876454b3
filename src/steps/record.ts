import { z } from 'zod';
import type { LaunchRecord } from '../checks/context.ts';
import { conformanceResults } from '../checks/handler/results.ts';
import type { Entry, EntryOf } from '../launch/journal/entry.ts';
import { standingOf, standingWrites } from '../launch/journal/recall.ts';
import { recordedAnswers } from '../launch/recorded-answers.ts';
import { countedRefunds, madeRefund } from './cut-over/refund-writes.ts';
import { integrationPurposes } from './live-key/questions.ts';

/** How the name of a write begins that made a live twin. */
export const copyPrefix = 'copy.';
/** How the name of a write begins that takes something back. */
export const undoPrefix = 'undo.';

const trialPrefix = 'handler.probe#';

const trial = z.object({ results: conformanceResults });
const copied = z.record(z.string(), z.string());

/**
 * What a launch recorded that the server cannot tell, in plain facts. An entry that does not have the form it should have is
 * passed over: what is not understood is not known.
 */
export function readLaunchRecord(entries: readonly Entry[]): LaunchRecord {
  const finished = standingWrites(entries);
  const purposes = recordedAnswers(() => entries).answered(integrationPurposes);
  const endpointId = latest(finished, 'endpointId');
  const orderId = latest(finished, 'orderId');
  const refundIds = latestRefunds(finished);
  const conformance = latestTrial(finished);
  return {
    ...(endpointId === undefined ? {} : { endpointId }),
    ...(orderId === undefined ? {} : { orderId }),
    ...(refundIds === undefined ? {} : { refundIds }),
    ...(purposes === undefined ? {} : { purposes }),
    idMap: idMapOf(finished),
    ...(conformance === undefined ? {} : { conformance }),
    proofs: entries.flatMap((entry) => (entry.type === 'proved' ? [proofOf(entry)] : [])),
  };
}

/** What was taken back of a launch, and what is on its way to be. */
export interface Undoings {
  /** Taken back and not made again since. */
  readonly done: readonly { readonly title: string; readonly at: string }[];
  /** Begun, with an outcome that nobody knows yet. */
  readonly interrupted: readonly { readonly title: string; readonly at: string }[];
}

/** Reads from a journal what `flint-golive undo` did; its writes carry {@link undoPrefix}. */
export function undoingsIn(entries: readonly Entry[]): Undoings {
  return {
    done: entries
      .filter((entry) => entry.type === 'finished')
      .filter(({ undoes = [] }) => undoes.some((write) => standingOf(entries, write).kind === 'not begun'))
      .map(({ title, at }) => ({ title, at })),
    interrupted: entries
      .filter((entry) => entry.type === 'intended')
      .filter((entry) => {
        const standing = standingOf(entries, entry.write);
        return entry.write.startsWith(undoPrefix) && standing.kind === 'intended' && standing.intention === entry;
      })
      .map(({ title, at }) => ({ title, at })),
  };
}

/** Every sandbox id with its live twin, from the writes that made or found one. */
function idMapOf(finished: readonly EntryOf<'finished'>[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const { write, result } of finished) {
    if (!write.startsWith(copyPrefix)) continue;
    for (const [from, to] of Object.entries(copied.catch({}).parse(result))) map.set(from, to);
  }
  return map;
}

/** The id that the last write with such an id in its result gave. */
function latest(finished: readonly EntryOf<'finished'>[], name: string): string | undefined {
  const ids = z.object({ [name]: z.string() });
  return finished.map(({ result }) => ids.safeParse(result).data?.[name]).findLast((id) => id !== undefined);
}

/** The refunds that the last write of such counts: those that it lists, or else the one that it made. */
function latestRefunds(finished: readonly EntryOf<'finished'>[]): readonly string[] | undefined {
  const last = finished
    .map(({ result }) => madeRefund.safeParse(result).data)
    .findLast((refund) => refund !== undefined);
  return last && countedRefunds(last);
}

/** What the last trial of the production handler saw. */
function latestTrial(finished: readonly EntryOf<'finished'>[]): LaunchRecord['conformance'] {
  const trials = finished.filter(({ write }) => write.startsWith(trialPrefix));
  return trial.safeParse(trials.at(-1)?.result).data?.results;
}

function proofOf({ name, text, evidence }: EntryOf<'proved'>): LaunchRecord['proofs'][number] {
  const { at, requestId } = evidence;
  return { name, text, at, ...(requestId === undefined ? {} : { requestId }) };
}
