import { subscribe } from 'node:diagnostics_channel';
import { exchangeChannel } from '../../../src/sandbox/exchange-channel.ts';
import type { Exchange as SandboxExchange } from '../../../src/sandbox/index.ts';
import type { Generation } from '../document.ts';
import { type Contract, type Exchange, loadContract } from '../validator.ts';

/** All traffic of one worker's tests, both directions, held to the documents. */
export interface Findings {
  /** Holds one exchange to the document of its generation. */
  check(exchange: SandboxExchange): void;
  /** Holds a request of the client to a server that is none of ours: one of the documents has to allow it. */
  checkRequest(request: Exchange): void;
  /** What did not conform since the last call. */
  take(): string[];
  /** How many exchanges were checked so far. */
  count(): number;
  /** The operations that a test touched so far, as `guide GET /v1/orders`. */
  touched(): string[];
}

const generations: readonly Generation[] = ['guide', '2026-09-07'];
const place = Symbol.for('flint-golive.contract-findings');

/** The findings of this worker: one for all its test files, and subscribed once to every sandbox of the process. */
export function findings(): Findings {
  // A symbol of our own on the one object that all test files of a worker share.
  const shared = globalThis as { [place]?: Findings };
  const found = shared[place] ?? subscribed();
  shared[place] = found;
  return found;
}

function subscribed(): Findings {
  const made = newFindings();
  // Whatever is published on this channel is an exchange of a sandbox.
  subscribe(exchangeChannel, (message) => made.check(message as SandboxExchange));
  return made;
}

export function newFindings(): Findings {
  const contracts = new Map<Generation, Contract>(generations.map((one) => [one, loadContract(one)]));
  const problems: string[] = [];
  let count = 0;
  return {
    check: (exchange) => {
      count += 1;
      // A fault that the test asked for has bent the answer, or kept it from being given.
      if (exchange.faults !== undefined) return;
      const generation = exchange.generation ?? 'guide';
      const contract = contracts.get(generation);
      const found = exchange.kind === 'delivery' ? contract?.checkDelivery(exchange) : contract?.check(exchange);
      problems.push(...(found ?? []).map((problem) => `[${generation}] ${problem}`));
    },
    checkRequest: (request) => {
      count += 1;
      const found = [...contracts.values()].map((contract) => contract.checkRequest(request));
      if (found.every((one) => one.length > 0)) problems.push(...found.flat());
    },
    take: () => problems.splice(0),
    count: () => count,
    touched: () =>
      [...contracts].flatMap(([generation, contract]) => contract.touched().map((name) => `${generation} ${name}`)),
  };
}
