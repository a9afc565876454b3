import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { verdictOnItem } from '../../handler/checklist-items.ts';
import { itemWords } from '../../handler/copy.ts';
import { common } from '../copy.ts';

/** The guide: the handler returns 2xx quickly, after durably queuing the work, not after finishing it. */
export const quickAcknowledgement: Check<CheckContext> = {
  id: 'webhooks.quick-acknowledgement',
  title: itemWords.titles['webhooks.quick-acknowledgement'],
  group: common.groups.webhooks,
  run: async ({ launch }) => verdictOnItem('webhooks.quick-acknowledgement', launch?.conformance),
};
