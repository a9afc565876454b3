import { paidOrderEventName } from '../../flint/webhook-event-types.ts';
import { chooseEndpoint, shownEndpoint } from './endpoint-choice.ts';
import { addEvents } from './fixes.ts';
import { type Symptom, seen } from './symptom.ts';
import { endpointWords, eventWords as words } from './webhook-copy.ts';

/** Orders are paid and nothing is fulfilled: the endpoint is not sent the paid event. */
export const paidEvents: Symptom = {
  id: 'paid-events',
  title: words.title,
  examine: async (look, client) => {
    const { endpoint, gone, evidence } = await chooseEndpoint(look);
    const looked = [seen(evidence)];
    if (endpoint === undefined) {
      const about = gone === undefined ? endpointWords.none : endpointWords.gone(gone);
      return { status: 'missing', ...about, evidence: looked };
    }
    const { enabledEvents } = endpoint;
    if (enabledEvents === undefined) {
      return { status: "can't tell", ...words.unsaid(shownEndpoint(endpoint)), evidence: looked };
    }
    // An endpoint with an empty list is sent every type (the guide, step 4).
    if (enabledEvents.length === 0) return { status: 'done', ...words.every, evidence: looked };
    const { names, source } = await paidOrderEventName(client);
    const subscribed = names.find((name) => enabledEvents.includes(name));
    if (subscribed !== undefined) return { status: 'done', ...words.subscribed(subscribed), evidence: looked };
    const wanted = source === 'listed' ? names : names.slice(0, 1);
    return {
      status: 'missing',
      ...words.found(shownEndpoint(endpoint), names),
      evidence: looked,
      fix: addEvents(client, endpoint, wanted),
    };
  },
};
