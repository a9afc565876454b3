import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { codeSigns } from '../code-signs.ts';
import { common } from '../copy.ts';
import { fromCode, integrationCode, placesOf, unseen } from '../grounds.ts';
import { requestIds as words } from './copy.ts';

/** The guide: you log the request_id, also in the x-request-id header, from every API response. */
export const requestIds: Check<CheckContext> = {
  id: 'operations.request-ids',
  title: words.title,
  group: common.groups.operations,
  run: async (context) => {
    const integration = await integrationCode(context);
    if ('verdict' in integration) return integration.verdict;
    const places = await placesOf(integration.code, codeSigns.requestId);
    if (places.length === 0) {
      if (!integration.direct) return unseen(words.unseen, words.noneRemedy);
      return { status: 'missing', message: words.none, remedy: words.noneRemedy, evidence: [] };
    }
    const logged = places.filter(({ text }) => codeSigns.logs.test(text));
    return logged.length === 0
      ? unseen(words.notLogged, words.noneRemedy, fromCode(places, context))
      : { status: 'done', message: words.proved, evidence: fromCode(logged, context) };
  },
};
