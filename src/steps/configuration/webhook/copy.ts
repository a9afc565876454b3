import type { Row, Sheet } from '../../../launch/sheet.ts';
import type { Diagnosed } from './handler.ts';
import type { TestOutcome } from './test-event.ts';
import type { Endpoint } from './writes.ts';

function eventsOf({ enabledEvents }: Endpoint): string {
  if (enabledEvents === undefined) return 'not told by Flint; see the dashboard';
  return enabledEvents.length === 0 ? 'every type' : enabledEvents.join(', ');
}

/** Step 4, first half: the endpoint, with what a person should know about it. */
export function endpointSheet(url: string, endpoint: Endpoint, place: string, remarks: readonly string[]): Sheet {
  return {
    headline: 'Your production webhook endpoint.',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'URL', value: url },
          {
            label: 'Endpoint',
            value: endpoint.endpointId,
            ...(endpoint.enabled ? {} : { detail: 'It was switched off, and is switched on.', tone: 'attention' }),
          },
          {
            label: 'Events',
            value: eventsOf(endpoint),
          },
          {
            label: 'Signing secret',
            value: endpoint.secretStored
              ? `stored as FLINT_WEBHOOK_SECRET in ${place}`
              : 'not shown by Flint for this endpoint',
            tone: endpoint.secretStored ? 'proved' : 'attention',
          },
        ],
      },
      ...remarks.map((text) => ({ kind: 'text' as const, tone: 'attention' as const, text })),
      {
        kind: 'text',
        tone: 'quiet',
        text: 'Each endpoint signs with its own secret. Do not reuse the sandbox endpoint’s.',
      },
    ],
  };
}

/** How the test event fared, and what most likely went wrong. `earlier` are the attempts before it, the first one first. */
export function testEventSheet(
  url: string,
  sent: TestOutcome,
  attempt: number,
  earlier: readonly TestOutcome[] = [],
): Sheet {
  const tone = sent.accepted ? 'proved' : 'attention';
  return {
    headline: testEventHeadline(sent),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'POST', value: url, aside: answerInWords(sent), tone },
          ...(sent.answered === undefined ? [] : [{ label: 'It answered', value: `“${sent.answered}”` }]),
          ...(sent.diagnosis === undefined ? [] : [{ label: 'Flint says', value: sent.diagnosis }]),
          ...(sent.advice === undefined || sent.accepted ? [] : [{ label: 'Flint advises', value: sent.advice }]),
          {
            label: 'Attempt',
            value: String(attempt),
            ...(sent.requestId === undefined ? {} : { aside: `Request id ${sent.requestId}` }),
          },
          ...earlier.map(
            (one, place): Row => ({ label: `Attempt ${place + 1}`, value: answerInWords(one), tone: 'quiet' }),
          ),
        ],
      },
      ...(sent.accepted ? [] : [{ kind: 'text' as const, tone: 'attention' as const, text: likelyCause(sent) }]),
    ],
  };
}

function testEventHeadline({ accepted, ended, statusCode }: TestOutcome): string {
  if (accepted) return 'Your production handler received, verified and acknowledged a signed event.';
  if (ended === 'suppressed') return 'Flint kept the test event back and did not send it.';
  if (ended === 'not settled') return 'Whether the test event arrived is not known yet.';
  return statusCode === undefined
    ? 'The test event did not reach your endpoint.'
    : 'The test event reached your endpoint, and your endpoint refused it.';
}

function answerInWords({ statusCode, durationMilliseconds, ended }: TestOutcome): string {
  if (ended === 'suppressed') return 'not sent';
  if (ended === 'not settled') return 'still under way';
  const after = durationMilliseconds === undefined ? '' : ` after ${durationMilliseconds} ms`;
  return `${statusCode ?? 'no answer'}${after}`;
}

/** What trying the handler found, and how to put it right. */
export function handlerSheet(
  url: string,
  found: Diagnosed,
  sample: { readonly framework: string; readonly lines: readonly string[] },
): Sheet {
  return {
    headline: found.sentence,
    blocks: [
      ...(found.remedy === undefined ? [] : [{ kind: 'text' as const, text: found.remedy }]),
      ...found.further.map((text) => ({ kind: 'text' as const, tone: 'attention' as const, text })),
      { kind: 'rows', rows: [{ label: 'Handler', value: url }] },
      { kind: 'text', tone: 'quiet', text: `How a handler verifies on the raw body, in ${sample.framework}:` },
      { kind: 'verbatim', lines: sample.lines },
    ],
  };
}

function likelyCause({ statusCode, ended }: TestOutcome): string {
  if (ended === 'suppressed') {
    return 'Flint does not send to an endpoint that is switched off or was removed. See in the dashboard that it is on, then send again.';
  }
  if (ended === 'not settled') return 'Send it again, or come back later: the same command goes on from here.';
  if (statusCode === undefined) {
    return 'Most likely the address is wrong, nothing listens there, or a firewall or certificate is in the way.';
  }
  if (statusCode >= 300 && statusCode < 400)
    return 'It redirected. Flint delivers to the exact URL only: register the final one.';
  if (statusCode === 404 || statusCode === 405) return 'The service answers, but not on this path or not to POST.';
  if (statusCode >= 500) return 'Your handler failed while it worked on the event. Its own log says why.';
  return 'Most likely your service still holds the sandbox endpoint’s secret, or checks the signature against a parsed body instead of the raw one.';
}

/** Why an address is refused, or doubtful. */
export const addressWords = {
  needsHttps: 'In production it has to be https: the events name your customers and their orders.',
  loopback: 'This address leads to the machine that asks for it. Flint cannot deliver to it: give the public one.',
  private: (host: string) =>
    `${host} can be reached from a private network only, and Flint does not deliver there. Give the public address.`,
  rehearsal: 'A rehearsal sends to this machine only. Give an address on 127.0.0.1, or take the one that is suggested.',
  query: 'The address has a query, which the launch keeps and its report shows. No secret should be in it.',
  tunnel: (host: string) =>
    `${host} is a tunnel or a public catcher of requests, not a production address: events end when it is closed, and others may read them.`,
};

export const words = {
  askUrl: 'Where does your production service receive webhooks?',
  urlNote:
    'An https address that Flint can reach. Endpoints are per mode: the one you tested with gets sandbox events only.',
  askEventName: 'Asking Flint how it calls its events',
  readingCode: 'Looking for the events that your code handles',
  askMoreEvents: 'Your code names no further events. Should the endpoint get more all the same?',
  everyType: 'Every type that Flint sends',
  everyTypeDetail: 'Also types that Flint adds later. Your handler has to acknowledge what it does not know.',
  minimumComes: 'The events that the guide names come in any case: payments, refunds, disputes and capabilities.',
  unheardOf: (name: string) => `Your code handles ${name}, which is not among the events that Flint lists`,
  withoutEvent: (name: string) =>
    `The endpoint does not get ${name}, which your code handles: Flint did not take that name`,
  lookingForOthers: 'Looking for other endpoints with this URL',
  duplicate: (id: string) => `${id} has the same URL: every event comes twice until it is deleted in the dashboard`,
  idleDuplicate: (id: string) => `${id} has the same URL and is switched off; delete it, so that nobody switches it on`,
  registeredAs: (url: string) => `Flint has the endpoint as ${url}, which is not what was asked for`,
  comparingSecrets: 'Comparing the signing secret with the sandbox’s',
  comparingPlaces: 'Comparing the signing secret with the one that was stored before',
  anotherSecret: (place: string, former: string) =>
    `${place} holds another signing secret than ${former}, where the endpoint’s was stored: only one of them is right, and a test event from the dashboard shows which one your service has`,
  secretNotCompared: (place: string) =>
    `the endpoint’s signing secret was stored in another place before; whether ${place} holds the same one is not known, and a test event from the dashboard shows whether your service has it`,
  secretNotHere: (place: string) =>
    `${place} holds no signing secret: the endpoint’s was stored in another place before, and has to be brought there as FLINT_WEBHOOK_SECRET`,
  holds: (place: string, masked: string) => `${place} holds ${masked}.`,
  holdsSandboxSecret: (place: string) =>
    `${place} holds the signing secret of the sandbox’s endpoint. It does not sign what production receives.`,
  secretGoes: (file: string) => `The secret is in ${file}. Bring it to your production service before the test event.`,
  waitingForAttempt: 'Waiting for the outcome of the test event',
  stopWaiting: 'stop waiting for this one',
  delivered: 'A signed test event was received, verified and acknowledged by your production handler.',
  askProbe: (host: string) => `Try the handler at ${host} with forged, stale and repeated events?`,
  probeNote: 'Flint sends only genuine events; whether forged ones are refused shows only when somebody sends some.',
  resendNote:
    'Flint is also asked to deliver the test event once more: a repeated event has to be answered 2xx as well.',
  notProbed: 'whether the handler refuses forged events was not tried',
  notRepeated: 'Flint did not deliver the test event a second time, so how your handler takes that was not seen.',
  waitingForRepeat: 'Waiting for the outcome of the repeated test event',
  handlerProved: 'Your handler refuses tampered, stale, wrongly signed and unsigned events, and takes an event twice.',
};
