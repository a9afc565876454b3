import { z } from 'zod';
import { FlintError } from '../../flint/errors.ts';
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
import { changedMeanwhile, goneAlready, sendUndo, type UndoFlint, undoWrite } from './write.ts';

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

/**
 * How an endpoint that was there before is set back to what it was: its events and whether it was on, or its URL. What somebody changed since
 * the launch is left as it is.
 */
export async function endpointChangeUndo(
  entry: EntryOf<'finished'>,
  name: string,
  flint: UndoFlint,
  entries: readonly Entry[],
): Promise<UndoItem | undefined> {
  const change = changeOf(entry, entries);
  if (change === undefined) return undefined;
  const { client } = flint;
  const { endpointId, before, isBefore, isOurs } = change;
  const now = await endpointNow(flint, endpointId);
  const isOfLaunch = now === undefined || isBefore(now) || laterChanges(entry, entries).some((one) => one.isOurs(now));
  if (!isOfLaunch) return { kind: 'impossible', title: entry.title, because: words.changedSince };
  const title = 'url' in before ? words.setUrlBack(before.url) : words.setEventsBack;
  return {
    kind: 'possible',
    title,
    effect: 'url' in before ? words.setUrlBackEffect : words.setEventsBackEffect(before.enabled),
    withdraws: [],
    write: undoWrite({
      name,
      title,
      undoes: [entry.write],
      find: () => goneAlready(flint, endpointId, () => readWebhookEndpoint(client, endpointId), isBefore),
      send: (idempotencyKey) =>
        sendUndo(flint, endpointId, async () => {
          const { value } = await readWebhookEndpoint(client, endpointId);
          if (!isOurs(value) && !isBefore(value)) throw changedMeanwhile(entry.title);
          return await updateWebhookEndpoint(client, { endpointId, ...before, idempotencyKey });
        }),
    }),
  };
}

/** An endpoint as it is now; undefined where it cannot be read: then it is looked at again before anything is sent. */
async function endpointNow({ client }: UndoFlint, endpointId: string): Promise<WebhookEndpoint | undefined> {
  try {
    return (await readWebhookEndpoint(client, endpointId)).value;
  } catch (error) {
    if (!(error instanceof FlintError)) throw error;
    return undefined;
  }
}

/** This change and those of the same kind after it: while they stand, the endpoint is as the last of them left it. */
function laterChanges(entry: EntryOf<'finished'>, entries: readonly Entry[]): readonly Change[] {
  const standing = standingWrites(entries);
  const from = standing.findIndex(({ write }) => write === entry.write);
  const kindOf = (write: string): string => write.replace(/#\d+$/, '');
  return standing
    .slice(from)
    .filter(({ write }) => kindOf(write) === kindOf(entry.write))
    .flatMap((one) => changeOf(one, entries) ?? []);
}

/** Whether a write only makes sense for the endpoint that the launch has. */
export function isAboutEndpoint(write: string): boolean {
  return /^(?:webhook-endpoint\.|webhook-secret\.|test-event\.|handler\.)/.test(write);
}

type Before =
  | { readonly url: string }
  | { readonly enabled: boolean; readonly enabledEvents?: readonly string[] | undefined };

/** A change of an endpoint that the launch did not make: what it was before, and how to tell that and what the launch made of it. */
interface Change {
  readonly endpointId: string;
  readonly before: Before;
  readonly isBefore: (now: WebhookEndpoint) => boolean;
  readonly isOurs: (now: WebhookEndpoint) => boolean;
}

const changed = z.object({ url: z.string().optional(), enabledEvents: z.array(z.string()).optional() });

/** A change, from what the journal kept of it. */
function changeOf({ write, result }: EntryOf<'finished'>, entries: readonly Entry[]): Change | undefined {
  const standing = standingWrites(entries);
  const endpoint = made.safeParse(standing.find((one) => one.write === 'webhook-endpoint.create')?.result).data;
  const written = changed.safeParse(result).data;
  if (endpoint === undefined || written === undefined) return undefined;
  const { endpointId, enabled, enabledEvents } = endpoint;
  if (write === 'webhook-endpoint.complete') {
    return {
      endpointId,
      before: { enabled, enabledEvents },
      isBefore: (now) => now.enabled === enabled && hasEvents(now, enabledEvents),
      isOurs: (now) => now.enabled !== false && hasEvents(now, written.enabledEvents),
    };
  }
  if (!write.startsWith(moved)) return undefined;
  const attempt = write.slice(moved.length);
  const earlier = standing
    .filter((one) => one.write.startsWith(moved) && Number(one.write.slice(moved.length)) < Number(attempt))
    .at(-1);
  const answered = (instance: string) => recordedAnswers(() => entries).answered(otherUrl, instance);
  const url = (earlier && answered(earlier.write.slice(moved.length))) ?? urlOf(endpoint, entries);
  const ours = written.url ?? answered(attempt);
  if (url === undefined) return undefined;
  const isOurs = (now: WebhookEndpoint): boolean => ours !== undefined && now.url === ours;
  return { endpointId, before: { url }, isBefore: (now) => now.url === url, isOurs };
}

/** The URL that the endpoint was registered with. */
function urlOf({ url }: z.infer<typeof made>, entries: readonly Entry[]): string | undefined {
  return url ?? recordedAnswers(() => entries).answered(webhookUrl);
}

const moved = 'webhook-endpoint.move#';

/** Whether an endpoint has these events. Where they are not known, none were changed. */
function hasEvents({ enabledEvents: now }: WebhookEndpoint, before: readonly string[] | undefined): boolean {
  if (before === undefined) return true;
  return now !== undefined && now.length === before.length && now.every((name) => before.includes(name));
}
