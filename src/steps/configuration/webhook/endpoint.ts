import { FlintError } from '../../../flint/errors.ts';
import { paidEventNames, paidOrderEventName, readEventTypes } from '../../../flint/webhook-event-types.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { ProductionClient } from '../../connections.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { offering } from '../any-of.ts';
import { words } from './copy.ts';
import { eventsIn, neededEvents } from './events.ts';
import { everyType, furtherEvents } from './questions.ts';
import { completeEndpoint, type Endpoint, registerEndpoint, registration } from './writes.ts';

/** The events that the endpoint is to get. */
export interface Wanted {
  /** What the server calls the paid event; several names where it does not say. */
  readonly paid: readonly string[];
  /** What the integration handles besides the guide's minimum, as far as the person wants it. */
  readonly further: readonly string[];
  /** Whether the person wants whatever Flint sends, also types that it begins to send later. */
  readonly everyType: boolean;
  /** Events that the code handles and Flint does not list. */
  readonly unheardOf: readonly string[];
}

/** The guide's minimum, and with it whatever the project's code listens to, or every type. Only what is more than the minimum is asked about. */
export async function chooseEvents(step: Verbs, world: World, client: ProductionClient): Promise<Wanted> {
  const { names: paid } = await step.observe(words.askEventName, () => paidOrderEventName(client));
  const listed = await step.observe(words.askEventName, () => readEventTypes(client));
  const code = await step.observe(words.readingCode, () =>
    eventsIn(
      world.folder,
      listed.map(({ name }) => name),
    ),
  );
  const known = new Set([...neededEvents, ...paidEventsOfAll, ...paid]);
  const found = code.events.filter((name) => !known.has(name));
  const unheardOf = code.unheardOf.filter((name) => !paidEventsOfAll.includes(name));
  const isRegistered = step.standing(registration).kind === 'finished';
  if (found.length === 0 && isRegistered && step.answered(furtherEvents) === undefined) {
    return { paid, further: [], everyType: false, unheardOf };
  }
  const question = offering(furtherEvents, [
    ...found.map((name) => ({ value: name, label: name })),
    { value: everyType, label: words.everyType, detail: words.everyTypeDetail },
  ]);
  const picked = await step.ask(question, {
    prompt: found.length === 0 ? words.askMoreEvents : question.title,
    explanation: [words.minimumComes],
    default: found.join(','),
    // Without anything found, whoever was never asked this before goes on with what the guide names.
    ...(found.length === 0 ? { unattended: '' } : {}),
  });
  const further = picked.filter((name) => name !== everyType);
  return { paid, further, everyType: picked.includes(everyType), unheardOf };
}

const paidEventsOfAll: readonly string[] = Object.values(paidEventNames);

/**
 * Registers the endpoint. Where the server has no list of event types, its name of the paid event is found by trying: the guide's, the
 * other one, then without what only the code names, and in the end all events (API notes, webhooks, section 3).
 */
export async function registerWithEvents(
  step: Verbs,
  { client, place }: Production,
  url: string,
  { paid, further, everyType: all }: Wanted,
): Promise<Endpoint> {
  const tries = all
    ? [[]]
    : paid.length === 1
      ? [[...paid, ...neededEvents, ...further]]
      : [
          ...paidEventsOfAll.map((name) => [name, ...neededEvents, ...further]),
          ...(further.length === 0 ? [] : paidEventsOfAll.map((name) => [name, ...neededEvents])),
          [],
        ];
  let refusal: unknown;
  for (const events of tries) {
    try {
      return await step.perform(registerEndpoint(client, place.store, url, events));
    } catch (error) {
      if (!isAboutEvents(error)) throw error;
      refusal = error;
    }
  }
  throw refusal ?? new Error(`No events to try for ${client.mode}.`);
}

function isAboutEvents(error: unknown): boolean {
  return (
    error instanceof FlintError && error.problem === 'invalid' && error.param?.startsWith('enabled_events') === true
  );
}

/**
 * Gives an endpoint that was there already what it lacks, and answers with the events that it gets now. Where Flint does not say which it
 * has, they stay as they are: a change would replace the whole list. Then the answer is undefined.
 */
export async function completeEvents(
  step: Verbs,
  client: ProductionClient,
  { endpointId, enabled, enabledEvents }: Endpoint,
  wanted: Wanted,
): Promise<readonly string[] | undefined> {
  if (enabledEvents === undefined) {
    if (!enabled) await step.perform(completeEndpoint(client, endpointId, undefined));
    return undefined;
  }
  if (wanted.everyType) {
    if (!enabled || enabledEvents.length > 0) await step.perform(completeEndpoint(client, endpointId, []));
    return [];
  }
  const hasPaid = wanted.paid.some((name) => subscribed(enabledEvents, name));
  // Where the server has no list, only its create tells whether it takes what the code names.
  const further = wanted.paid.length === 1 ? wanted.further : [];
  const missing = [...(hasPaid ? [] : wanted.paid.slice(0, 1)), ...neededEvents, ...further].filter(
    (name) => !subscribed(enabledEvents, name),
  );
  if (enabled && missing.length === 0) return enabledEvents;
  const events = [...enabledEvents, ...missing];
  await step.perform(completeEndpoint(client, endpointId, events));
  return events;
}

/** Whether an endpoint gets an event, as far as is known. One with an empty list gets all of them. */
export function subscribed(events: readonly string[] | undefined, name: string): boolean {
  return events === undefined || events.length === 0 || events.includes(name);
}
