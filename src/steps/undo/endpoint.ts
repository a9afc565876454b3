import { z } from 'zod';
import {
  deleteWebhookEndpoint,
  readWebhookEndpoint,
  updateWebhookEndpoint,
  type WebhookEndpoint,
} from '../../flint/webhook-endpoints.ts';
import type { Entry, EntryOf } from '../../launch/journal/entry.ts';
import { standingWrites } from '../../launch/journal/recall.ts';
import { recordedAnswers } from '../../launch/recorded-answers.ts';
import { otherUrl, webhookUrl } from '../configuration/webhook/questions.ts';
import { words } from './copy.ts';
import type { UndoItem } from './item.ts';
import { goneAlready, sendUndo, type UndoFlint, undoWrite } from './write.ts';

const made = z.object({
  endpointId: z.string(),
  url: z.string().optional(),
  enabled: z.boolean(),
  enabledEvents: z.array(z.string()).optional(),
});

/** The questions whose answers are about the endpoint that is taken away. */
const aboutEndpoint = [
  'configuration.known-endpoint',
  'configuration.handler-ready',
  'configuration.test-event-failed',
  'configuration.other-url',
  'configuration.probe',
  'configuration.handler-fault',
  'cut-over.deployed',
];

/** How an endpoint that the launch registered is taken back: everything that was tried on it goes with it. */
export function endpointUndo(
  entry: EntryOf<'finished'>,
  name: string,
  flint: UndoFlint,
  entries: readonly Entry[],
): UndoItem | undefined {
  const endpoint = made.safeParse(entry.result).data;
  if (entry.write !== 'webhook-endpoint.create' || endpoint === undefined) return undefined;
  const { endpointId } = endpoint;
  const { client } = flint;
  const url = urlOf(endpoint, entries) ?? endpointId;
  return {
    kind: 'possible',
    title: words.deleteEndpoint(url),
    effect: words.deleteEndpointEffect,
    withdraws: aboutEndpoint,
    write: undoWrite({
      name,
      title: words.deleteEndpoint(url),
      undoes: standingWrites(entries).flatMap(({ write }) => (isAboutEndpoint(write) ? [write] : [])),
      find: () =>
        goneAlready(
          flint,
          endpointId,
          () => readWebhookEndpoint(client, endpointId),
          () => false,
        ),
      send: (idempotencyKey) =>
        sendUndo(flint, endpointId, () => deleteWebhookEndpoint(client, { endpointId, idempotencyKey })),
    }),
  };
}

/** How an endpoint that was there before is set back to what it was: its events and whether it was on, or its URL. */
export function endpointChangeUndo(
  entry: EntryOf<'finished'>,
  name: string,
  flint: UndoFlint,
  entries: readonly Entry[],
): UndoItem | undefined {
  const before = stateBefore(entry, entries);
  if (before === undefined) return undefined;
  const { client } = flint;
  const { endpointId, ...state } = before;
  const title = 'url' in state ? words.setUrlBack(state.url) : words.setEventsBack;
  return {
    kind: 'possible',
    title,
    effect: 'url' in state ? words.setUrlBackEffect : words.setEventsBackEffect(state.enabled),
    withdraws: [],
    write: undoWrite({
      name,
      title,
      undoes: [entry.write],
      find: () =>
        goneAlready(
          flint,
          endpointId,
          () => readWebhookEndpoint(client, endpointId),
          (now) =>
            'url' in state
              ? now.url === state.url
              : now.enabled === state.enabled && hasEvents(now, state.enabledEvents),
        ),
      send: (idempotencyKey) =>
        sendUndo(flint, endpointId, () => updateWebhookEndpoint(client, { endpointId, ...state, idempotencyKey })),
    }),
  };
}

/** Whether a write only makes sense for the endpoint that the launch has. */
export function isAboutEndpoint(write: string): boolean {
  return /^(?:webhook-endpoint\.|webhook-secret\.|test-event\.|handler\.)/.test(write);
}

type Before =
  | { readonly endpointId: string; readonly url: string }
  | { readonly endpointId: string; readonly enabled: boolean; readonly enabledEvents?: readonly string[] | undefined };

/** What the endpoint was like before a change, from what the journal kept of it. */
function stateBefore({ write }: EntryOf<'finished'>, entries: readonly Entry[]): Before | undefined {
  const standing = standingWrites(entries);
  const endpoint = made.safeParse(standing.find((one) => one.write === 'webhook-endpoint.create')?.result).data;
  if (endpoint === undefined) return undefined;
  const { endpointId, enabled, enabledEvents } = endpoint;
  if (write === 'webhook-endpoint.complete') return { endpointId, enabled, enabledEvents };
  if (!write.startsWith(moved)) return undefined;
  const earlier = standing
    .filter(
      (one) => one.write.startsWith(moved) && Number(one.write.slice(moved.length)) < Number(write.slice(moved.length)),
    )
    .at(-1);
  const former = earlier && recordedAnswers(() => entries).answered(otherUrl, earlier.write.slice(moved.length));
  const url = former ?? urlOf(endpoint, entries);
  return url === undefined ? undefined : { endpointId, url };
}

/** The URL that the endpoint was registered with. */
function urlOf({ url }: z.infer<typeof made>, entries: readonly Entry[]): string | undefined {
  return url ?? recordedAnswers(() => entries).answered(webhookUrl);
}

const moved = 'webhook-endpoint.move#';

/** Whether an endpoint has the events it had before. Where they were not known, none were changed. */
function hasEvents({ enabledEvents: now }: WebhookEndpoint, before: readonly string[] | undefined): boolean {
  if (before === undefined) return true;
  return now !== undefined && now.length === before.length && now.every((name) => before.includes(name));
}
