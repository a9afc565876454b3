import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJournalFile } from '../../../src/launch/journal/journal-file.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import type { LiveRun } from './run.ts';

interface Finished {
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly project: string;
  readonly runs: readonly LiveRun[];
  readonly aDayPassed: boolean;
}

/** What is not as it has to be after the last run; empty when all is. */
export async function complaintsAbout(finished: Finished): Promise<string[]> {
  const wrongEnds = finished.runs.flatMap(endComplaint);
  if (finished.runs.at(-1)?.exitCode !== 0) {
    return [...wrongEnds, `the launch never came to its end: ${lastLine(finished.runs.at(-1)?.stdout ?? '')}`];
  }
  return [...wrongEnds, ...onlyOnce(finished), ...journalComplaints(finished), ...leaks(finished)];
}

/** No run may hang, end with a bug of ours, or want an answer that it was given. */
function endComplaint({ exitCode, signal, stderr, stdout, blow }: LiveRun, place: number): string[] {
  const what = `run ${place + 1} (${blow === undefined ? 'left alone' : `${blow.fate} at ${blow.at}`})`;
  if (signal === 'SIGABRT') return [`${what} hung: ${lastLine(stdout)}`];
  if (exitCode === 70 || exitCode === 2 || stderr !== '') {
    return [`${what} ended with ${exitCode}: ${stderr.slice(0, 1000)} ${lastLine(stdout)}`];
  }
  return [];
}

function onlyOnce({ sandbox, aDayPassed }: Finished): string[] {
  const { live } = sandbox.ledger();
  const counts: Record<string, number> = {
    'webhook endpoints': live.webhookEndpoints.length,
    orders: live.orders.length,
    charges: live.charges.length,
    refunds: live.refunds.length,
    'succeeded refunds': live.refunds.filter(({ status }) => status === 'succeeded').length,
    'paid checkout sessions': live.checkoutSessions.filter(({ status }) => status === 'paid').length,
    ...(aDayPassed ? {} : { 'checkout sessions': live.checkoutSessions.length }),
  };
  const names = {
    product: live.products.map(({ name }) => name),
    plan: live.plans.map(({ name }) => name),
    promotion: live.promotions.map(({ name }) => name),
    code: live.promotionCodes.map(({ code }) => code),
  };
  return [
    ...Object.entries(counts).flatMap(([what, count]) => (count === 1 ? [] : [`${count} ${what} in live`])),
    ...Object.entries(names).flatMap(([what, all]) => twice(all).map((name) => `the ${what} ${name} was made twice`)),
  ];
}

function journalComplaints({ home, aDayPassed }: Finished): string[] {
  const state = join(home, 'state');
  const [path] = readdirSync(state, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('journal.json'),
  );
  const entries = path === undefined ? [] : (readJournalFile(join(state, path))?.entries ?? []);
  const finished = entries.flatMap((entry) => (entry.type === 'finished' ? [entry.write] : []));
  const withdrawn = entries.flatMap((entry) => (entry.type === 'withdrawn' ? [entry.key] : []));
  const asked = entries.flatMap((entry) =>
    entry.type === 'answered' || entry.type === 'confirmed' ? [entry.key] : [],
  );
  return [
    ...(entries.length === 0 ? ['there is no journal'] : []),
    ...twice(finished).map((write) => `${write} was finished twice`),
    ...(aDayPassed
      ? []
      : twice(asked)
          .filter((key) => !withdrawn.includes(key))
          .map((key) => `${key} was asked twice`)),
  ];
}

/** The secrets of live are in the production file, and in nothing that the program said or kept. */
function leaks({ sandbox, home, project, runs }: Finished): string[] {
  const production = readFileSync(join(project, '.env.production'), 'utf8');
  const secret = /whsec_[A-Za-z0-9+/=]{40,}/.exec(production)?.[0];
  if (secret === undefined) return ['the webhook secret is not in the production file'];
  const secrets = [secret, sandbox.keys.live, sandbox.keys.test, '/sandbox/checkout/'];
  const places = [
    ...runs.map(({ stdout, stderr }) => ['the screen', stdout + stderr] as const),
    ...readdirSync(join(home, 'state'), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => [file.name, readFileSync(join(file.parentPath, file.name), 'utf8')] as const),
  ];
  return places.flatMap(([name, text]) =>
    secrets.filter((one) => text.includes(one)).map((one) => `${one.slice(0, 12)}… is in ${name}`),
  );
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, place) => names.indexOf(name) !== place);
}

function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').slice(0, 1500);
}
