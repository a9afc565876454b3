import type { DeliveryAttempt } from '../../flint/delivery-attempts.ts';
import { wordOf } from '../../flint/open-word.ts';
import type { Row, Sheet } from '../../launch/sheet.ts';
import { timeOfDay } from '../instants.ts';
import { detailOf, stateWords } from './copy.ts';
import type { SeenEvent, TriedDelivery } from './events.ts';

/** How the events about an object reached the production handler, attempt by attempt. */
export function eventsSheet(
  headline: string,
  seen: readonly SeenEvent[],
  expected: readonly (readonly string[])[],
): Sheet {
  const events = expected.map(
    (names) =>
      seen.find(({ type, delivered }) => delivered && names.includes(type)) ??
      seen.find(({ type }) => names.includes(type)),
  );
  const rows = expected.flatMap((names, index): readonly Row[] => {
    const event = events[index];
    return event ? eventRows(event) : [{ label: names.join(' or '), value: 'not there yet', tone: 'waiting' }];
  });
  const undelivered = seen.filter(({ delivered }) => !delivered).flatMap(({ deliveries }) => deliveries);
  const first = undelivered.find(({ status }) => status === 'failed');
  return {
    headline,
    blocks: [
      // Above the table, which grows with every attempt.
      ...(first === undefined ? [] : [{ kind: 'text' as const, tone: 'attention' as const, text: diagnosis(first) }]),
      { kind: 'rows', rows },
      ...(first === undefined ? [] : [{ kind: 'text' as const, text: howAgain(first) }]),
    ],
  };
}

function eventRows({ type, delivered, deliveries }: SeenEvent): readonly Row[] {
  const last = deliveries.at(-1);
  const row: Row = {
    label: type,
    value: delivered ? 'delivered' : last ? stateWords(last.status) : 'no delivery yet',
    ...detailOf(last && last.tries.length === 0 ? countedAttempts(last) : ''),
    tone: delivered ? 'proved' : last?.status === 'failed' ? 'attention' : 'waiting',
  };
  return [row, ...deliveries.flatMap(({ tries, triesUnread }) => (triesUnread ? [unreadRow] : tries.map(attemptRow)))];
}

const unreadRow: Row = {
  label: '  Attempts',
  value: 'unknown',
  detail: 'Flint did not say how each of them went.',
  tone: 'quiet',
};

function attemptRow(attempt: DeliveryAttempt, index: number): Row {
  const took = attempt.durationMilliseconds === undefined ? '' : ` after ${attempt.durationMilliseconds} ms`;
  const at = attempt.completedAt ?? attempt.startedAt;
  const answered = attempt.status === 'delivered' ? undefined : attempt.responseExcerpt;
  return {
    label: `  Attempt ${attempt.number ?? index + 1}`,
    value: `${attempt.statusCode ?? attempt.diagnostic?.replaceAll('_', ' ') ?? wordOf(attempt.status)}${took}`,
    ...detailOf(answered === undefined ? '' : `It answered: “${answered}”`),
    ...(at === undefined ? {} : { aside: timeOfDay(at) }),
    tone: attempt.status === 'failed' ? 'attention' : 'quiet',
  };
}

function countedAttempts(delivery: TriedDelivery): string {
  const attempts =
    delivery.attempts === undefined ? [] : [`${delivery.attempts} of ${delivery.attemptLimit ?? '?'} attempts`];
  const code = delivery.lastResponseCode === undefined ? [] : [`your endpoint answered ${delivery.lastResponseCode}`];
  return [...attempts, ...code].join(', ');
}

/** What went wrong, and what most likely caused it. Where the server does not say at whose endpoint, nobody is blamed. */
function diagnosis(delivery: TriedDelivery): string {
  const last = delivery.tries.at(-1);
  const cause = likelyCause(last?.statusCode ?? delivery.lastResponseCode, last?.diagnostic);
  return delivery.endpointId === undefined
    ? `An endpoint of the account did not accept a delivery, and this server does not say which. If it was yours: ${cause}`
    : `Your endpoint did not accept a delivery. ${cause}`;
}

function howAgain({ id }: TriedDelivery): string {
  return id === undefined
    ? 'Flint sends it again by itself.'
    : 'Put that right and deploy, then send it again from here. Flint also sends it again by itself for a while.';
}

/** The likeliest cause of a failed delivery, by what the endpoint answered or by how it could not be reached. */
export function likelyCause(statusCode: number | undefined, diagnostic: string | undefined): string {
  switch (diagnostic) {
    case 'timeout':
      return 'It took too long to answer. A handler answers first, once the event is kept, and works afterwards.';
    case 'dns_error':
      return 'Its host name was not found.';
    case 'tls_error':
      return 'Its certificate was not accepted.';
    case 'connection_error':
      return 'Nothing accepts connections at its address, or a firewall is in the way.';
    case 'blocked_target':
      return 'Its address is one that Flint never sends to, such as one of a private network.';
  }
  if (statusCode === 404 || statusCode === 405) return 'Its address leads to nothing that takes webhooks.';
  if (statusCode !== undefined && statusCode >= 500)
    return 'Your handler failed while it worked; its own log says why.';
  if (statusCode !== undefined && statusCode >= 300 && statusCode < 400) {
    return 'It leads to another address, and deliveries follow no redirect.';
  }
  return 'Most likely it still holds another endpoint’s secret, or checks the signature against a parsed body.';
}
