import { z } from 'zod';
import type { Answer } from '../../flint/answer.ts';
import type { FlintClient } from '../../flint/client.ts';
import { listWebhookEvents, readWebhookEvent, type WebhookEvent } from '../../flint/webhook-events.ts';
import { cleanText } from '../../flint/wire/text.ts';
import { disputeWords as words } from './account-copy.ts';
import { type Symptom, seen } from './symptom.ts';

/** A dispute stays open for weeks, so more than the last day is looked at. */
const windowMilliseconds = 30 * 24 * 3_600_000;
const endings = ['dispute.won', 'dispute.lost', 'dispute.closed', 'dispute.prevented', 'dispute.warning_closed'];

const payload = z.object({ data: z.object({ dispute_id: z.string() }) });

/**
 * Disputes that were opened and, as far as events tell, not closed. No documented call lists disputes, so their events do; one that does
 * not say which dispute it is about counts as open.
 */
export const disputes: Symptom = {
  id: 'disputes',
  title: words.title,
  examine: async ({ context }, client) => {
    const createdAfter = new Date(context.now().getTime() - windowMilliseconds).toISOString();
    const list = (eventType: string) => listWebhookEvents(client, { eventType, createdAfter }).all();
    const opened = await list('dispute.created');
    const evidence = [seen(opened.evidence, 'dispute.created')];
    // A server that ignores the filter would show events of other types; one that names no type has filtered them.
    const created = opened.value.filter(({ type }) => type === undefined || type === 'dispute.created');
    if (created.length === 0) return { status: 'done', ...words.none, evidence };
    const ended = new Set<string | undefined>();
    for (const type of endings) {
      for (const event of (await list(type)).value) if (event.type === type) ended.add(await disputeOf(client, event));
    }
    const open: { readonly id: string; readonly at: string | undefined }[] = [];
    for (const event of created) {
      const id = await disputeOf(client, event);
      if (id === undefined || !ended.has(id)) open.push({ id: id ?? event.id, at: event.createdAt });
    }
    if (open.length === 0) return { status: 'done', ...words.closed(created.length), evidence };
    const oldest = open.map(({ at }) => at ?? '').toSorted()[0];
    return {
      status: 'missing',
      ...words.found(
        open.map(({ id }) => id),
        oldest === '' ? undefined : oldest,
      ),
      evidence,
    };
  },
};

async function disputeOf(client: FlintClient, event: WebhookEvent): Promise<string | undefined> {
  if (event.resourceId !== undefined) return event.resourceId;
  const read: Answer<WebhookEvent> = await readWebhookEvent(client, event.id);
  const about = payload.safeParse(read.value.payload);
  return about.success ? cleanText(about.data.data.dispute_id, 80) : undefined;
}
