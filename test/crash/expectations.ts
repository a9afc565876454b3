import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Ledger } from '../../src/sandbox/index.ts';
import { askedTwice, takenBack } from './asked.ts';
import type { Chain } from './chain.ts';
import { journalOf, ledgerOf, rehearsalIn, stateIn } from './rehearsal.ts';

/** What is not as it has to be when a launch has come to its end; empty when all is. */
export async function expectWholeLaunch(home: string, chain: Chain): Promise<string[]> {
  const aDayPassed = chain.struck.some(({ fate }) => fate === '25h');
  return [
    ...exactlyOne(await ledgerOf(home), aDayPassed),
    ...askedOnce(home, aDayPassed),
    ...noSecretLeaked(home, chain),
    ...noSecretLost(home),
  ];
}

function stateFileOf(home: string): string {
  return join(rehearsalIn(home), 'sandbox.json');
}

/** After a day, a checkout page has expired and is made anew, and what was only tried is tried again. */
function exactlyOne({ live }: Ledger, aDayPassed: boolean): string[] {
  const paid = live.checkoutSessions.filter(({ status }) => status === 'paid');
  const synthetic = live.events.filter((event) => event.test);
  const counts: Record<string, readonly [number, number]> = {
    'webhook endpoints': [live.webhookEndpoints.length, 1],
    orders: [live.orders.length, 1],
    'paid checkout sessions': [paid.length, 1],
    charges: [live.charges.length, 1],
    'succeeded refunds': [live.refunds.filter(({ status }) => status === 'succeeded').length, 1],
    refunds: [live.refunds.length, 1],
    'API keys': [live.apiKeys.length, 1],
    ...(aDayPassed
      ? {}
      : { 'checkout sessions': [live.checkoutSessions.length, 1], 'test events': [synthetic.length, 1] }),
  };
  const copies = {
    product: live.products.map(({ name }) => name),
    plan: live.plans.map(({ name }) => name),
    promotion: live.promotions.map(({ name }) => name),
    'promotion code': live.promotionCodes.map(({ code }) => code),
  };
  return [
    ...Object.entries(counts).flatMap(([what, [found, wanted]]) =>
      found === wanted ? [] : [`${found} ${what} in live instead of ${wanted}`],
    ),
    ...Object.entries(copies).flatMap(([what, names]) => [
      ...(names.length === 0 ? [`no ${what} in live`] : []),
      ...twice(names).map((name) => `the ${what} ${name} was made twice`),
    ]),
  ];
}

function askedOnce(home: string, aDayPassed: boolean): string[] {
  const { entries } = journalOf(home);
  const finished = entries.flatMap((entry) => (entry.type === 'finished' ? [entry.write] : []));
  return [
    ...askedTwice(entries).map((key) => `${key} was asked twice`),
    ...twice(finished).map((write) => `${write} was finished twice`),
    ...takenBack(entries, aDayPassed).map((entry) => `the journal holds ${JSON.stringify(entry)}`),
  ];
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, place) => names.indexOf(name) !== place);
}

const secretForms = /flint_(?:test|live)_rehearsal_[0-9a-f]+|whsec_[A-Za-z0-9+/=]{40,}|"access_token":"([^"]+)"/g;

/** In files that hold secrets by their nature, and nowhere else. */
const ownPlaces = /(^|\/)(sandbox\.json|project\/shop\/\.env[^/]*)$/;

function noSecretLeaked(home: string, { runs }: Chain): string[] {
  const state = readFileSync(stateFileOf(home), 'utf8');
  const secrets = new Set([...state.matchAll(secretForms)].map(([found, token]) => token ?? found));
  const files = readdirSync(stateIn(home), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  const said = runs.map(({ stdout, stderr }) => stdout + stderr).join('\n');
  const leaks = [...secrets]
    .filter((secret) => said.includes(secret))
    .map((secret) => `${secret} was written to the screen`);
  const stray = files.flatMap((file) => {
    const name = relative(stateIn(home), file);
    if (ownPlaces.test(name) && !name.endsWith('.flint-golive')) return [];
    const text = readFileSync(file, 'utf8');
    return [...secrets].some((secret) => text.includes(secret)) ? [`a secret was left in ${name}`] : [];
  });
  return [...leaks, ...stray];
}

function noSecretLost(home: string): string[] {
  const state = JSON.parse(readFileSync(stateFileOf(home), 'utf8')); // The sandbox has just read and checked it.
  const file = readFileSync(join(rehearsalIn(home), 'project/shop/.env.production'), 'utf8');
  const { webhook_endpoints, api_keys } = state.planes.live;
  const wanted = [...secretsOf(webhook_endpoints, 'secret'), ...secretsOf(api_keys, 'secret_key')];
  return wanted.filter((secret) => !file.includes(secret)).map(() => 'a secret of live is not in .env.production');
}

function secretsOf(records: object, name: string): string[] {
  return Object.values(records).map((record) => String(record[name]));
}
