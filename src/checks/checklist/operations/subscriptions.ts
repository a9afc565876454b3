import { listWebhookEndpoints, type WebhookEndpoint } from '../../../flint/webhook-endpoints.ts';
import type { Check, CheckEvidence, Verdict } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { common } from '../copy.ts';
import { fromAnswer, unseen, withoutProduction } from '../grounds.ts';
import { subscriptions as words } from './copy.ts';

/** The guide: you subscribed to dispute.created and capability.updated. Put right by adding them to the endpoint. */
export const subscriptions: Check<CheckContext> = {
  id: 'operations.subscriptions',
  title: words.title,
  group: common.groups.operations,
  run: async (context) => {
    const { production, launch } = context;
    if (production === undefined) return withoutProduction(context);
    const answer = await listWebhookEndpoints(production).all();
    const evidence = [fromAnswer(answer)];
    const own = answer.value.filter(({ id }) => launch?.endpointId === undefined || id === launch.endpointId);
    const endpoints = (own.length > 0 ? own : answer.value).filter(({ enabled }) => enabled !== false);
    const [first] = endpoints;
    if (first === undefined) {
      return { status: 'missing', message: words.noEndpoint, remedy: words.noEndpointRemedy, evidence };
    }
    const complete = endpoints.find(({ enabledEvents }) => lackingIn(enabledEvents).length === 0);
    if (complete === undefined) {
      const lacking = lackingIn(first.enabledEvents);
      return {
        status: 'missing',
        message: words.lacking(first.url ?? first.id, lacking),
        remedy: words.lackingRemedy,
        evidence,
      };
    }
    return subscribed(complete, evidence);
  },
};

function subscribed(
  { id, url = id, enabled, enabledEvents }: WebhookEndpoint,
  evidence: readonly CheckEvidence[],
): Verdict {
  if (enabled === undefined) return unseen(words.unknown(url), words.unknownRemedy, evidence);
  const message = enabledEvents.length === 0 ? words.everything(url) : words.subscribed(url);
  return { status: 'done', message, evidence };
}

/** An endpoint without a list is sent every type (the API notes, webhooks, section 1). */
function lackingIn(enabledEvents: readonly string[]): readonly string[] {
  return enabledEvents.length === 0 ? [] : words.wanted.filter((name) => !enabledEvents.includes(name));
}
