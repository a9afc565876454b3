import type { DifferenceLine, Row, Sheet } from '../../launch/sheet.ts';
import type { CopyPlan } from '../../recreate/plan.ts';
import type { Diagnosed } from './handler.ts';
import type { Endpoint, SentTestEvent } from './writes.ts';

/** Step 4, first half: the endpoint. */
export function endpointSheet(url: string, endpoint: Endpoint, place: string): Sheet {
  return {
    headline: 'Your production webhook endpoint.',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'URL', value: url },
          { label: 'Endpoint', value: endpoint.endpointId },
          {
            label: 'Events',
            value: endpoint.enabledEvents.length === 0 ? 'every type' : endpoint.enabledEvents.join(', '),
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
      {
        kind: 'text',
        tone: 'quiet',
        text: 'Each endpoint signs with its own secret. Do not reuse the sandbox endpoint’s.',
      },
    ],
  };
}

/** How the test event fared, and what most likely went wrong. */
export function testEventSheet(url: string, sent: SentTestEvent, attempt: number): Sheet {
  const code = sent.statusCode === undefined ? 'no answer' : String(sent.statusCode);
  const after = sent.durationMilliseconds === undefined ? '' : ` after ${sent.durationMilliseconds} ms`;
  return {
    headline: sent.accepted
      ? 'Your production handler received, verified and acknowledged a signed event.'
      : sent.statusCode === undefined
        ? 'The test event did not reach your endpoint.'
        : 'The test event reached your endpoint, and your endpoint refused it.',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'POST', value: url, aside: `${code}${after}`, tone: sent.accepted ? 'proved' : 'attention' },
          ...(sent.answered === undefined ? [] : [{ label: 'It answered', value: `“${sent.answered}”` }]),
          ...(sent.diagnosis === undefined ? [] : [{ label: 'Flint says', value: sent.diagnosis }]),
          {
            label: 'Attempt',
            value: String(attempt),
            ...(sent.requestId === undefined ? {} : { aside: `Request id ${sent.requestId}` }),
          },
        ],
      },
      ...(sent.accepted
        ? []
        : [{ kind: 'text' as const, tone: 'attention' as const, text: likelyCause(sent.statusCode) }]),
    ],
  };
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

/** What every referenced object becomes in live mode. */
export function planSheet(plan: CopyPlan, places: (id: string) => string): Sheet {
  const rows: Row[] = [
    ...plan.copies.map(
      ({ from, kind, name, notes }): Row => ({
        label: name,
        value: `re-create the ${kind}`,
        detail: [places(from), ...notes].filter((part) => part !== '').join('. '),
        aside: from,
        tone: 'waiting',
      }),
    ),
    ...plan.alreadyThere
      .filter(({ from, differs }) => places(from) !== '' || differs.length > 0)
      .map(
        ({ from, name, matchedBy, differs }): Row => ({
          label: name,
          value: `there already (same ${matchedBy})`,
          detail: differs.length === 0 ? places(from) : `unlike the sandbox’s in: ${differs.join(', ')}; left as it is`,
          aside: from,
          tone: differs.length === 0 ? 'proved' : 'attention',
        }),
      ),
    ...plan.byHand.map(
      ({ id, name, why }): Row => ({
        label: name,
        value: 'by hand',
        detail: why,
        aside: id,
        tone: 'attention',
      }),
    ),
    ...plan.unknown.map(
      (id): Row => ({
        label: id,
        value: 'unknown to both modes',
        detail: `${places(id)}; it may be another vendor’s`,
        tone: 'quiet',
      }),
    ),
  ];
  return {
    headline:
      rows.length === 0
        ? 'No test-mode id is left to re-create.'
        : 'What your project references by id, and what becomes of it in live mode.',
    blocks: rows.length === 0 ? [] : [{ kind: 'rows', rows }],
  };
}

/** The changes to the env files, before they are written. */
export function rewriteSheet(lines: readonly DifferenceLine[], files: readonly string[]): Sheet {
  return {
    headline: `The test-mode ids in ${files.join(' and ')} become live ones.`,
    blocks: [
      { kind: 'difference', lines },
      { kind: 'text', tone: 'quiet', text: 'Keys and secrets are masked here. Nothing but these ids changes.' },
    ],
  };
}

/** What is left in files that this step does not write. */
export function leftOverSheet(
  left: readonly { readonly value: string; readonly file: string; readonly line: number; readonly to?: string }[],
): Sheet {
  return {
    headline: 'Test-mode ids are left in files that are not production env files.',
    blocks: [
      {
        kind: 'rows',
        rows: left.map(
          ({ value, file, line, to }): Row => ({
            label: `${file}:${line}`,
            value,
            ...(to === undefined ? {} : { detail: `in live mode: ${to}` }),
            tone: 'attention',
          }),
        ),
      },
      { kind: 'text', text: 'In live mode each of them gives 404. It is the most common go-live bug.' },
    ],
  };
}

export const words = {
  askUrl: 'Where does your production service receive webhooks?',
  urlNote:
    'An https address that Flint can reach. Endpoints are per mode: the one you tested with gets sandbox events only.',
  needsHttps: 'In production it has to be https: the events name your customers and their orders.',
  askEventName: 'Asking Flint how it calls its events',
  secretGoes: (file: string) => `The secret is in ${file}. Bring it to your production service before the test event.`,
  waitingForAttempt: 'Waiting for the outcome of the test event',
  delivered: 'A signed test event was received, verified and acknowledged by your production handler.',
  probeNote: 'Flint sends only genuine events; whether forged ones are refused shows only when somebody sends some.',
  notProbed: 'whether the handler refuses forged events was not tried',
  handlerProved: 'Your handler refuses tampered, stale, wrongly signed and unsigned events, and takes an event twice.',
  sweeping: 'Looking for test-mode ids in the project',
  readingSandbox: 'Reading the sandbox’s configuration',
  readingProduction: 'Reading the live configuration',
  rewriting: (file: string) => `Write the live ids to ${file}`,
  rewritten: (file: string) => `${file} was rewritten.`,
  clean: 'No test-mode id is left in the production env files.',
  openLeftOver: (count: number) => `${count} test-mode ${count === 1 ? 'id' : 'ids'} outside the production env files`,
  openByHand: (name: string) => `${name} has to be re-created by hand`,
};

function likelyCause(statusCode: number | undefined): string {
  if (statusCode === undefined) {
    return 'Most likely the address is wrong, nothing listens there, or a firewall or certificate is in the way.';
  }
  if (statusCode >= 300 && statusCode < 400)
    return 'It redirected. Flint delivers to the exact URL only: register the final one.';
  if (statusCode === 404 || statusCode === 405) return 'The service answers, but not on this path or not to POST.';
  if (statusCode >= 500) return 'Your handler failed while it worked on the event. Its own log says why.';
  return 'Most likely your service still holds the sandbox endpoint’s secret, or checks the signature against a parsed body instead of the raw one.';
}
