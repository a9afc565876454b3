import type { Delivery } from '../../flint/webhook-deliveries.ts';
import { begun, listed, moment, times } from '../wording.ts';
import type { FailedEvent, Failures } from './failures.ts';

/** The words about signatures that the handler refuses (the guide, third row of its table). */
export const signatureWords = {
  title: 'Signatures of webhooks',
  found: (answer: string) => ({
    message: `Your handler refuses Flint’s events because of their signature${answer}.`,
    detail: 'Most likely the service still holds the sandbox endpoint’s secret; each endpoint signs with its own.',
    remedy:
      'Set FLINT_WEBHOOK_SECRET of the service to the live endpoint’s secret (step 4), deploy, and send the failed events again. If it holds that one already, check the signature against the raw body.',
  }),
  proven: (sentence: string) => ({
    message: 'Your production handler was found to hold the sandbox endpoint’s secret.',
    detail: sentence,
    remedy: 'Set FLINT_WEBHOOK_SECRET of the service to the live endpoint’s secret (step 4), and deploy.',
  }),
  none: { message: 'No delivery was refused for its signature.' },
  other: { message: 'Deliveries fail, and not because of their signature.' },
  accepted: { message: 'Your handler has just accepted an event that Flint signed.' },
  recovered: {
    message: 'Events were refused for their signature, and a later one was accepted.',
    detail: 'What was refused before still has to be sent again.',
  },
  silent: {
    message: 'Your handler refuses events and does not say why; it may be their signature.',
    remedy: 'Look into the log of the service at the times shown, or send one test event and read its answer here.',
  },
  unseen: {
    message: 'Deliveries fail, and this server does not show how your handler answered them.',
    remedy: 'Send one test event; its answer tells whether the signature is what is refused.',
  },
  answered: (status: number | undefined, excerpt: string | undefined) =>
    `${status === undefined ? '' : ` (it answered ${status}`}${excerpt === undefined || status === undefined ? '' : `: “${excerpt}”`}${status === undefined ? '' : ')'}`,
  trial: (status: number | undefined) => `the test event was answered ${status ?? 'by nothing'}`,
};

/** The words about events that do not arrive. */
export const deliveryWords = {
  title: 'Deliveries of webhooks',
  none: { message: 'No delivery failed.' },
  found: (failures: Failures) => {
    const { events, more } = failures;
    const oldest = events.at(-1)?.event.createdAt;
    const types = [...new Set(events.map(({ event }) => event.type ?? 'an unnamed type'))];
    return {
      message: `${more ? 'More than ' : ''}${events.length} ${events.length === 1 ? 'event was' : 'events were'} not delivered, the first of them of ${moment(oldest)}.`,
      detail: [`Types: ${listed(types)}.`, lastAnswers(events), retries(events)]
        .filter((part) => part !== '')
        .join(' '),
      remedy:
        'See to it that the handler answers 2xx at once, then send the events again. Whatever depends on them, such as fulfilment, has not happened.',
    };
  },
  failed: ({ event, deliveries, lastAttempt }: FailedEvent) => {
    const answer = lastAttempt?.statusCode ?? deliveries[0]?.lastResponseCode;
    return `${event.id} (${event.type ?? 'no type'}) failed${answer === undefined ? '' : `, last answered ${answer}`}`;
  },
};

/** The words about the endpoint itself. */
export const endpointWords = {
  title: 'The webhook endpoint',
  enabled: (shown: string) => ({ message: `${begun(shown)} is enabled.` }),
  disabled: (shown: string) => ({
    message: `${begun(shown)} is disabled, so Flint sends it nothing.`,
    remedy: 'Enable it, here or in the dashboard. What happened meanwhile was not sent; fetch those orders from Flint.',
  }),
  gone: (id: string) => ({
    message: `The webhook endpoint of this launch (${id}) is no longer there.`,
    remedy: 'Start flint-golive again: step 4 registers one, with a new secret to deploy.',
  }),
  none: {
    message: 'There is no webhook endpoint in live mode, so the integration learns of no payment.',
    remedy: 'Register the production endpoint (the guide, step 4): flint-golive does it.',
  },
  unsaid: (shown: string) => ({
    message: `Flint does not say whether ${shown} is enabled.`,
    remedy: 'Look at it in the dashboard.',
  }),
};

/** The words about what the endpoint is sent. */
export const eventWords = {
  title: 'The event of a paid order',
  subscribed: (name: string) => ({ message: `The endpoint is sent ${name}.` }),
  every: { message: 'The endpoint is sent every type of event.' },
  unsaid: (shown: string) => ({
    message: `Flint does not say which events ${shown} is sent.`,
    remedy: 'Look at its events in the dashboard.',
  }),
  found: (shown: string, names: readonly string[]) => ({
    message: `${begun(shown)} is not sent ${listed(names)}.`,
    detail: 'Orders are paid, and nothing that waits for the event happens.',
    remedy: 'Add the event to the endpoint, here or in the dashboard.',
  }),
};

/** The words of what can be put right here. */
export const fixWords = {
  enable: {
    title: 'Enable the webhook endpoint',
    effect: (shown: string) => `Flint sends events to ${shown} again, from now on.`,
    done: 'The endpoint is enabled.',
    notEnabled: 'Flint took the change and still says that the endpoint is not enabled.',
  },
  addEvents: {
    title: 'Add the missing events to the endpoint',
    effect: (shown: string, names: readonly string[]) => `${begun(shown)} is sent ${listed(names)} as well.`,
    done: (names: readonly string[]) => `The endpoint is now sent ${listed(names)}.`,
    unsaid:
      'Flint does not say which events the endpoint has, so none was added: the others could be lost. Add it in the dashboard.',
    notAdded: (names: readonly string[]) => `Flint took the change and still does not list ${listed(names)}.`,
  },
  resend: {
    title: 'Send the failed deliveries again',
    effect: (count: number) =>
      `Flint sends ${count === 1 ? 'one event' : `${count} events`} to the endpoint once more, as they were. A handler that has done its work already recognises them by their ids.`,
    done: (delivered: number) =>
      delivered === 0
        ? 'Nothing had to be sent any more; all of it has arrived meanwhile.'
        : `${delivered === 1 ? 'The event has' : `All ${delivered} events have`} arrived.`,
    some: (delivered: number, failed: number, why: string) =>
      `${delivered} arrived, ${failed} did not: ${why} See to the handler, and send them again.`,
  },
  trial: {
    title: 'Send one test event and read the answer',
    effect: (shown: string) =>
      `Flint sends ${shown} one signed event that is marked as a test and is about nothing that exists.`,
    accepted: 'Your handler accepted the event.',
    refused: (status: number | undefined, excerpt: string | undefined) =>
      `Your handler answered ${status ?? 'nothing'}${excerpt === undefined ? '' : `: “${excerpt}”`}.`,
  },
};

function lastAnswers(events: readonly FailedEvent[]): string {
  const codes = events.map(({ deliveries, lastAttempt }) => lastAttempt?.statusCode ?? deliveries[0]?.lastResponseCode);
  const answered = [...new Set(codes.filter((code) => code !== undefined).map(String))];
  if (answered.length > 0) return `The latest were answered ${listed(answered)}.`;
  const why = events.map(({ deliveries, lastAttempt }) => lastAttempt?.error ?? deliveries[0]?.lastError);
  const first = why.find((one) => one !== undefined);
  return first === undefined ? '' : `Flint says: “${first.replace(/\.$/, '')}”.`;
}

function retries(events: readonly FailedEvent[]): string {
  const deliveries: readonly Delivery[] = events.flatMap((event) => event.deliveries);
  const planned = deliveries.filter(({ nextRetryAt }) => nextRetryAt !== undefined).length;
  return planned === 0 ? '' : `Flint will try ${times(planned)} more by itself.`;
}
