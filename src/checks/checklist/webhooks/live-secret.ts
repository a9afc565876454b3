import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { verdictOnItem } from '../../handler/checklist-items.ts';
import { itemWords } from '../../handler/copy.ts';
import { common } from '../copy.ts';

/** The guide: the production secret in your config is the live endpoint's secret from step 4. */
export const liveSecret: Check<CheckContext> = {
  id: 'webhooks.live-secret',
  title: itemWords.titles['webhooks.live-secret'],
  group: common.groups.webhooks,
  run: async ({ launch }) => verdictOnItem('webhooks.live-secret', launch?.conformance),
};
