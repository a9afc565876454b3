import type { Answer } from '../../../flint/answer.ts';
import type { FlintClient } from '../../../flint/client.ts';
import { deliveriesOf } from '../../../flint/webhook-deliveries.ts';
import { listFailedEvents, type WebhookEvent } from '../../../flint/webhook-events.ts';
import type { Check, Fix } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { resendFailed } from '../../symptoms/fixes.ts';
import { codeSigns } from '../code-signs.ts';
import { common } from '../copy.ts';
import { fromAnswer, fromCode, integrationCode, placesOf, unseen, withoutProduction } from '../grounds.ts';
import { failures as words } from './copy.ts';

/** The guide: someone is watching for delivery failures. Failed ones that lie there show that nobody does. */
export const failuresWatched: Check<CheckContext> = {
  id: 'webhooks.failures-watched',
  title: words.title,
  group: common.groups.webhooks,
  run: async (context) => {
    const { production } = context;
    if (production === undefined) return withoutProduction(context);
    const failed = await listFailedEvents(production).all();
    const evidence = [fromAnswer(failed)];
    if (failed.value.length > 0) {
      const message = words.failed(failed.value.length, oldest(failed));
      const fix = await resending(production, failed.value, context.signal);
      return {
        status: 'missing',
        message,
        remedy: words.failedRemedy,
        evidence,
        ...(fix === undefined ? {} : { fix }),
      };
    }
    const integration = await integrationCode(context);
    const places = 'code' in integration ? await placesOf(integration.code, codeSigns.failedEvents) : [];
    return places.length === 0
      ? unseen(words.nobody, words.nobodyRemedy, evidence)
      : { status: 'done', message: words.watched, evidence: [...fromCode(places, context), ...evidence] };
  },
};

/** Sends them again; undefined where the server has no deliveries that could be. */
async function resending(
  client: FlintClient,
  [first, ...others]: readonly WebhookEvent[],
  signal: AbortSignal,
): Promise<Fix | undefined> {
  if (first === undefined) return undefined;
  const deliveries = (await deliveriesOf(client, first.id)).value.filter(({ status }) => status === 'failed');
  const unread = others.map((event) => ({ event, deliveries: [] }));
  return resendFailed(client, [{ event: first, deliveries }, ...unread], signal);
}

function oldest({ value }: Answer<readonly WebhookEvent[]>): string | undefined {
  return value
    .map(({ createdAt }) => createdAt)
    .filter((at) => at !== undefined)
    .sort()[0];
}
