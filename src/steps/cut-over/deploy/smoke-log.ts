import { z } from 'zod';
import type { Answer } from '../../../flint/answer.ts';
import { FlintError } from '../../../flint/errors.ts';
import type { RequestLog } from '../../../flint/request-logs.ts';
import { listRequestLogs } from '../../../flint/request-logs.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Write } from '../../../launch/write.ts';
import type { ProductionClient } from '../../connections.ts';
import type { Production } from '../../live-key/script.ts';
import { modeOf } from '../../target.ts';
import type { World } from '../../world.ts';
import type { SmokeOutcome } from './smoke.ts';
import { requestLogSheet, words } from './smoke-copy.ts';

const seenRequest = z.object({ seenLogId: z.string() });
const seenName = 'deployed-request.note';

/** The one call that this program makes while it watches the log. */
const ownPath = '/v1/developer/request-logs';

type Log = Answer<readonly RequestLog[]>;

/**
 * Flint's log of the deployed key shows a call that this program did not make. The log holds the calling key's own requests only,
 * so whoever made it holds the key of production.
 */
export async function proveByRequestLog(step: Verbs, world: World, { client }: Production): Promise<SmokeOutcome> {
  const noted = step.standing({ name: seenName, result: seenRequest });
  const found = noted.kind === 'finished' ? noted.result.seenLogId : await findRequest(step, client);
  if (typeof found !== 'string') return found;
  const { seenLogId } = await step.perform(noteRequest(client, found));
  const log = await step.observe(words.readingLog, () => readLog(client));
  const entry = log?.value.find(({ id }) => id === seenLogId);
  if (log === undefined || entry === undefined) return { open: words.logForgotten };
  step.prove('cut-over.deployed', words.provedByLog(modeOf(world.target), entry.method, entry.path), log.evidence);
  return 'proved';
}

async function findRequest(step: Verbs, client: ProductionClient): Promise<string | SmokeOutcome> {
  const before = await step.observe(words.readingLog, () => readLog(client));
  if (before === undefined) return { open: words.noLog };
  const known = new Set(before.value.map(({ id }) => id));
  // A log may lag: what this program asked a moment ago can come into it only now. Its own first look says when that was.
  const isLater = (log: Log, { createdAt = '' }: RequestLog): boolean => {
    const begun = log.value.find(({ requestId }) => requestId !== undefined && requestId === before.evidence.requestId);
    return Date.parse(createdAt) >= Date.parse(begun?.createdAt ?? before.evidence.at);
  };
  const foreign = (log: Log) =>
    log.value.find((entry) => !known.has(entry.id) && entry.path !== ownPath && isLater(log, entry));
  const waited = await step.waitFor<Log, 'another'>({
    id: 'cut-over.request-log',
    title: words.waitingForRequest,
    // A key that could read it a moment ago and may not any more is news, and no log without entries.
    look: async () => (await listRequestLogs(client, { atMost: 500 })) ?? before,
    over: (log) => foreign(log) !== undefined,
    show: () => requestLogSheet(),
    fingerprint: (log) => foreign(log)?.id ?? '',
    ways: () => [{ id: 'another', key: 'w', label: words.anotherWay }],
  });
  if (waited.kind === 'way') return 'another';
  return foreign(waited.seen)?.id ?? { open: words.noLog };
}

/** Undefined where there is no such log, or where this key may not read it. */
async function readLog(client: ProductionClient): Promise<Log | undefined> {
  try {
    return await listRequestLogs(client, { atMost: 500 });
  } catch (error) {
    if (error instanceof FlintError && error.problem === 'forbidden') return undefined;
    throw error;
  }
}

/** Keeps which request it was. Nothing is sent. */
function noteRequest(client: ProductionClient, seenLogId: string): Write<z.infer<typeof seenRequest>> {
  const note = async () => {
    const log = await readLog(client);
    return { result: { seenLogId }, evidence: log?.evidence ?? { at: new Date().toISOString() } };
  };
  return {
    name: seenName,
    title: 'Note the call that the deployed service made',
    uses: [],
    result: seenRequest,
    find: note,
    send: note,
    undo: { possible: false, because: 'Nothing was sent; the call was your own service’s.' },
  };
}
