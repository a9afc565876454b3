import { isSent, listWebhookEndpoints } from '../../../flint/webhook-endpoints.ts';
import { paidOrderEventName } from '../../../flint/webhook-event-types.ts';
import type { Check, Verdict } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { addEvents } from '../../symptoms/fixes.ts';
import { codeSigns } from '../code-signs.ts';
import { common } from '../copy.ts';
import { fromAnswer, fromCode, fromLaunch, integrationCode, placesOf, unseen } from '../grounds.ts';
import { fulfilment as words } from './copy.ts';

/** Any of these tells that money came (the API notes, webhooks, section 5). */
const paidEvents = ['order.payment_succeeded', 'order.paid', 'payment_intent.succeeded', 'checkout_session.completed'];

/** The guide: fulfilment is driven by webhooks or a backend fetch of the order, never by the browser redirect alone. */
export const fulfilment: Check<CheckContext> = {
  id: 'correctness.fulfilment',
  title: words.title,
  group: common.groups.correctness,
  run: async (context) => {
    const arrived = fromLaunch(context.launch, 'cut-over.paid-event');
    const ofCharge = arrived === undefined ? [] : [arrived];
    const integration = await integrationCode(context);
    if ('verdict' in integration) {
      const { message, remedy } = integration.verdict;
      return arrived === undefined
        ? { ...unseen(words.noneSeen, remedy), detail: message }
        : unseen(words.chargeOnly, remedy, ofCharge);
    }
    const waits = await placesOf(integration.code, codeSigns.paidEvent);
    const reads = await placesOf(integration.code, codeSigns.readsOrder);
    const evidence = [...fromCode([...waits, ...reads], context), ...ofCharge];
    if (waits.length === 0 && reads.length === 0) {
      if (arrived !== undefined) return unseen(words.chargeOnly, words.nothingRemedy, evidence);
      const unsent = await paidEventUnsent(context);
      if (unsent === undefined) return unseen(words.noneSeen, words.nothingRemedy, evidence);
      return { status: 'missing', message: words.nothing, remedy: words.nothingRemedy, evidence: unsent.evidence };
    }
    const unsent = reads.length === 0 ? await paidEventUnsent(context) : undefined;
    if (unsent !== undefined) return { ...unsent, evidence: [...evidence, ...unsent.evidence] };
    return arrived === undefined
      ? unseen(words.codeOnly, words.codeOnlyRemedy, evidence)
      : { status: 'done', message: words.proved, evidence };
  },
};

/** The verdict when no enabled endpoint is sent a paid event; undefined when one is, or nobody can tell. */
async function paidEventUnsent({ production, launch }: CheckContext): Promise<Verdict | undefined> {
  if (production === undefined) return undefined;
  const answer = await listWebhookEndpoints(production).all();
  const enabled = answer.value.filter((endpoint) => endpoint.enabled !== false);
  const maySend = enabled.some((endpoint) => paidEvents.some((name) => isSent(endpoint, name) !== false));
  if (maySend) return undefined;
  const endpoint = enabled.find(({ id }) => id === launch?.endpointId) ?? enabled[0];
  const { names } = await paidOrderEventName(production);
  return {
    status: 'missing',
    message: words.notSent,
    remedy: words.notSentRemedy,
    evidence: [fromAnswer(answer)],
    ...(endpoint === undefined ? {} : { fix: addEvents(production, endpoint, names.slice(0, 1)) }),
  };
}
