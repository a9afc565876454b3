import { isSent, listWebhookEndpoints } from '../../../flint/webhook-endpoints.ts';
import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { addEvents } from '../../symptoms/fixes.ts';
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
    const endpoints = answer.value.filter(({ enabled }) => enabled !== false);
    const endpoint = endpoints.find(({ id }) => id === launch?.endpointId) ?? endpoints[0];
    if (endpoint === undefined) {
      return { status: 'missing', message: words.noEndpoint, remedy: words.noEndpointRemedy, evidence };
    }
    const lacking = words.wanted.filter((name) => !endpoints.some((one) => isSent(one, name) !== false));
    const { id, url = id } = endpoint;
    if (lacking.length > 0) {
      const fix = addEvents(production, endpoint, lacking);
      return { status: 'missing', message: words.lacking(url, lacking), remedy: words.lackingRemedy, evidence, fix };
    }
    const certain = endpoints.filter(({ enabled }) => enabled === true);
    const uncertain = words.wanted.some((name) => !certain.some((one) => isSent(one, name) === true));
    if (uncertain) return unseen(words.unknown(url), words.unknownRemedy, evidence);
    return { status: 'done', message: words.subscribed(certain.map((one) => one.url ?? one.id)), evidence };
  },
};
