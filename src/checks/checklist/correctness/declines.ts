import type { Answer } from '../../../flint/answer.ts';
import type { FlintClient } from '../../../flint/client.ts';
import { listWebhookEvents } from '../../../flint/webhook-events.ts';
import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { codeSigns } from '../code-signs.ts';
import { common } from '../copy.ts';
import { fromAnswer, fromCode, integrationCode, placesOf, unseen } from '../grounds.ts';
import { declines as words } from './copy.ts';

/** The guide: declines and 3D Secure challenges are handled gracefully; they were tested with the decline test cards. */
export const declines: Check<CheckContext> = {
  id: 'correctness.declines',
  title: words.title,
  group: common.groups.correctness,
  run: async (context) => {
    const integration = await integrationCode(context);
    if ('verdict' in integration) return integration.verdict;
    const { code } = integration;
    const own = [...(await placesOf(code, codeSigns.declines)), ...(await placesOf(code, codeSigns.challenge))];
    const hosted = own.length === 0 ? await placesOf(code, codeSigns.hostedCheckout) : [];
    const ready = [...own, ...hosted];
    const ofCode = fromCode(ready, context);
    const detail = hosted.length > 0 ? { detail: words.hosted } : {};
    if (context.sandbox === undefined) {
      return { ...unseen(words.noSandbox, words.noSandboxRemedy, ofCode), ...detail };
    }
    const declined = await happened(context.sandbox, 'payment_intent.payment_failed');
    const challenged = await happened(context.sandbox, 'payment_intent.requires_action');
    const evidence = [...ofCode, fromAnswer(declined), fromAnswer(challenged)];
    const untried = [...(declined.value ? [] : [words.declined]), ...(challenged.value ? [] : [words.challenged])];
    if (ready.length === 0) {
      return untried.length === 2
        ? { status: 'missing', message: words.never, remedy: words.neverRemedy, evidence }
        : unseen(words.triedOnly, words.neverRemedy, evidence);
    }
    if (untried.length > 0) return { ...unseen(words.untried(untried), words.untriedRemedy, evidence), ...detail };
    return { status: 'done', message: words.proved, ...detail, evidence };
  },
};

/** Whether there is an event of a type, not counting synthetic ones. */
async function happened(client: FlintClient, eventType: string): Promise<Answer<boolean>> {
  let last: Answer<boolean> | undefined;
  for await (const { value, evidence } of listWebhookEvents(client, { eventType }).pages()) {
    last = { value: value.some((event) => event.type === eventType && event.test !== true), evidence };
    if (last.value) break;
  }
  if (last === undefined) throw new Error('A list has at least one page.');
  return last;
}
