import type { Answer } from '../../flint/answer.ts';
import type { FlintClient } from '../../flint/client.ts';
import { FlintError } from '../../flint/errors.ts';
import { failureOfLog, listRequestLogs, type RequestLog } from '../../flint/request-logs.ts';
import { explain } from '../../flint/sentences.ts';
import { cannotTell } from '../cannot-tell.ts';
import type { CheckEvidence, Verdict } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { formatStatus, requestWords as words } from './lookup-copy.ts';
import { seen } from './symptom.ts';
import { configurationId, sandboxHas } from './test-mode-ids.ts';

/**
 * Looks a request up by its id and explains what came of it: `done` for a live request that succeeded, `missing` for one that failed or ran
 * in test mode, `can't tell` for one that is in no log that the keys at hand may read (the API notes, money, section 7).
 */
export async function explainRequest(context: CheckContext, requestId: string): Promise<Verdict> {
  const { production, sandbox, now, signal } = context;
  try {
    const live = production && (await find(production, requestId));
    if (live?.log !== undefined) return await ofLive(context, live.log, live.evidence);
    const test = sandbox && (await find(sandbox, requestId));
    if (test?.log !== undefined) return ofTestMode(test.log, test.evidence);
    const logs = [live, test].filter((one) => one !== undefined);
    const evidence = logs.flatMap(({ evidence: looked }) => looked);
    if (logs.some(({ kept }) => kept)) return { status: "can't tell", ...words.notFound(requestId), evidence };
    return production === undefined
      ? { status: "can't tell", ...words.noKey(context.withoutProduction, context.withoutProductionRemedy), evidence }
      : { status: "can't tell", ...words.noLog(requestId), evidence };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FlintError)) throw error;
    return cannotTell(error, now().toISOString());
  }
}

interface Found {
  readonly log: RequestLog | undefined;
  /** Whether the server keeps a log at all. */
  readonly kept: boolean;
  readonly evidence: CheckEvidence[];
}

async function find(client: FlintClient, requestId: string): Promise<Found> {
  const logs: Answer<readonly RequestLog[]> | undefined = await listRequestLogs(client, { requestId });
  if (logs === undefined) return { log: undefined, kept: false, evidence: [] };
  const log = logs.value.find((one) => one.requestId === requestId);
  return { log, kept: true, evidence: [seen(logs.evidence)] };
}

async function ofLive(context: CheckContext, log: RequestLog, looked: readonly CheckEvidence[]): Promise<Verdict> {
  const evidence = [logged(log, context.now()), ...looked];
  const failure = failureOfLog(log);
  if (failure === undefined) {
    return log.status === undefined
      ? { status: "can't tell", ...words.noOutcome(log), evidence }
      : { status: 'done', ...words.succeeded(log), evidence };
  }
  const id = log.status === 404 ? configurationId(log.path) : undefined;
  if (id !== undefined && (await sandboxHas(context.sandbox, id)) === true) {
    return { status: 'missing', ...words.testModeId(log, id, context.launch?.idMap.get(id)), evidence };
  }
  const { headline, meaning, remedy } = explain(failure, { withRequestId: false });
  return {
    status: 'missing',
    message: words.failed(log),
    detail: `${headline} ${meaning}`,
    remedy: [remedy, log.recommendedAction].filter((part) => part !== undefined && part !== '').join(' '),
    evidence,
  };
}

function ofTestMode(log: RequestLog, looked: readonly CheckEvidence[]): Verdict {
  return { status: 'missing', ...words.ranInTestMode(log), evidence: [...looked] };
}

function logged(log: RequestLog, now: Date): CheckEvidence {
  const { requestId, createdAt } = log;
  return {
    what: formatStatus(log),
    at: createdAt ?? now.toISOString(),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
