import type { Check, Verdict } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { verdictOnItem } from '../../handler/checklist-items.ts';
import { codeSigns } from '../code-signs.ts';
import { common } from '../copy.ts';
import { fromCode, integrationCode, placesOf } from '../grounds.ts';
import { signatures as words } from './copy.ts';

/** The guide: signatures are verified against the raw body, and deliveries are deduplicated by X-Flint-Webhook-ID. */
export const signatures: Check<CheckContext> = {
  id: 'webhooks.signatures',
  title: words.title,
  group: common.groups.webhooks,
  run: async (context) => {
    const conformance = context.launch?.conformance;
    const verified = verdictOnItem('webhooks.raw-body-signature', conformance);
    if (verified.status !== 'done') return verified;
    const twice = verdictOnItem('webhooks.deduplication', conformance);
    if (twice.status === 'missing') return twice;
    const evidence = [...verified.evidence, ...twice.evidence];
    const remembered = await remembering(context);
    if (remembered.length > 0) return { status: 'done', message: words.both, evidence: [...remembered, ...evidence] };
    return {
      status: "can't tell",
      message: `${words.verified} ${words.notTwice}`,
      remedy: words.notTwiceRemedy,
      evidence,
    };
  },
};

/** Lines that look an event's id up, or keep it. */
async function remembering(context: CheckContext): Promise<Verdict['evidence']> {
  const integration = await integrationCode(context);
  if ('verdict' in integration) return [];
  const places = await placesOf(integration.code, codeSigns.webhookId);
  return fromCode(
    places.filter(({ text }) => codeSigns.remembers.test(text)),
    context,
  );
}
