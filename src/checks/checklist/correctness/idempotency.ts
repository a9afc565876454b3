import type { Answer } from '../../../flint/answer.ts';
import type { FlintClient } from '../../../flint/client.ts';
import { FlintError } from '../../../flint/errors.ts';
import type { RequestLog } from '../../../flint/request-logs.ts';
import { listRequestLogs } from '../../../flint/request-logs.ts';
import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { codeSigns } from '../code-signs.ts';
import { common } from '../copy.ts';
import { fromAnswer, fromCode, integrationCode, placesOf, unseen } from '../grounds.ts';
import { idempotency as words } from './copy.ts';

/** How many requests of the key are looked at. */
const latestRequests = 300;
/** Refusals that say how the key was used (the API notes, transport, section 9). One in progress is a retry that came early, as it may. */
const misuses = /^(?:IDEMPOTENCY_KEY_(?:REUSED|REQUIRED|TOO_LONG)|INVALID_IDEMPOTENCY_KEY)$/;

/** The guide: every write that retry logic touches sends an Idempotency-Key, and retries reuse the same one. */
export const idempotency: Check<CheckContext> = {
  id: 'correctness.idempotency',
  title: words.title,
  group: common.groups.correctness,
  run: async (context) => {
    const log = context.production && (await writesOf(context.production));
    const misused = log?.value.filter(({ errorCode }) => misuses.test(errorCode ?? '')) ?? [];
    if (misused.length > 0) {
      const evidence = misused.map(({ method = '', path = '', errorCode = '', requestId, createdAt }) => ({
        what: `${method} ${path} ${errorCode}`,
        at: createdAt ?? context.now().toISOString(),
        ...(requestId === undefined ? {} : { requestId }),
      }));
      return { status: 'missing', message: words.misused(misused.length), remedy: words.misusedRemedy, evidence };
    }
    const integration = await integrationCode(context);
    if ('verdict' in integration) return integration.verdict;
    const keys = await placesOf(integration.code, codeSigns.idempotencyKey);
    const writes = await placesOf(integration.code, codeSigns.writes);
    if (keys.length === 0) {
      return writes.length === 0 || !integration.direct
        ? unseen(words.noWrites, words.noneRemedy)
        : { status: 'missing', message: words.none, remedy: words.noneRemedy, evidence: fromCode(writes, context) };
    }
    const madeAnew = await placesOf(integration.code, codeSigns.idempotencyKeyMadeAnew);
    if (madeAnew.length > 0) return unseen(words.madeAnew, words.madeAnewRemedy, fromCode(madeAnew, context));
    const evidence = fromCode(keys, context);
    if (log === undefined || log.value.length === 0) return unseen(words.noLog, words.noLogRemedy, evidence);
    return {
      status: 'done',
      message: words.proved(log.value.length),
      detail: words.provedDetail,
      evidence: [...evidence, fromAnswer(log)],
    };
  },
};

/** The latest writes of the key; undefined where the server keeps no log, or this key may not read it. */
async function writesOf(client: FlintClient): Promise<Answer<readonly RequestLog[]> | undefined> {
  try {
    const log = await listRequestLogs(client, { atMost: latestRequests });
    return log && { ...log, value: log.value.filter(({ method }) => method !== undefined && method !== 'GET') };
  } catch (error) {
    if (error instanceof FlintError && error.problem === 'forbidden') return undefined;
    throw error;
  }
}
