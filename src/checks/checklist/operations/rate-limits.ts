import type { FlintClient } from '../../../flint/client.ts';
import { FlintError } from '../../../flint/errors.ts';
import { listRequestLogs } from '../../../flint/request-logs.ts';
import type { Check, CheckEvidence } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { codeSigns } from '../code-signs.ts';
import { common } from '../copy.ts';
import { fromAnswer, fromCode, integrationCode, placesOf, unseen } from '../grounds.ts';
import { rateLimits as words } from './copy.ts';

/** The guide: your workers back off on 429 and respect Retry-After. */
export const rateLimits: Check<CheckContext> = {
  id: 'operations.rate-limits',
  title: words.title,
  group: common.groups.operations,
  run: async (context) => {
    const integration = await integrationCode(context);
    if ('verdict' in integration) return integration.verdict;
    const ready = await placesOf(integration.code, codeSigns.tooManyRequests);
    const waits = await placesOf(integration.code, codeSigns.retryAfter);
    const limited = context.production && (await limitedRequests(context.production));
    const evidence = [...fromCode([...ready, ...waits], context), ...(limited ? [limited.evidence] : [])];
    const detail = limited && limited.count > 0 ? { detail: words.limited(limited.count) } : {};
    if (ready.length === 0 && waits.length === 0) {
      const retrying = await placesOf(integration.code, codeSigns.retryingLibrary);
      if (retrying.length > 0 || !integration.direct) {
        const seen = [...fromCode(retrying, context), ...evidence];
        return { ...unseen(words.byLibrary, words.noneRemedy, seen), ...detail };
      }
      return { status: 'missing', message: words.none, ...detail, remedy: words.noneRemedy, evidence };
    }
    if (waits.length === 0) return { ...unseen(words.noRetryAfter, words.noneRemedy, evidence), ...detail };
    return { status: 'done', message: words.proved, ...detail, evidence };
  },
};

/** How often Flint limited this key lately; undefined where it keeps no log, or this key may not read it. */
async function limitedRequests(
  client: FlintClient,
): Promise<{ readonly count: number; readonly evidence: CheckEvidence } | undefined> {
  try {
    const log = await listRequestLogs(client, { statusBucket: 'client_error' });
    return log && { count: log.value.filter(({ status }) => status === 429).length, evidence: fromAnswer(log) };
  } catch (error) {
    if (error instanceof FlintError && error.problem === 'forbidden') return undefined;
    throw error;
  }
}
