import type { Exchange } from './exchange.ts';
import type { Contract } from './validator.ts';

/** An exchange as the embedded sandbox tells it: a call on the API, or a delivery it made itself. */
export interface SandboxExchange extends Exchange {
  readonly kind: 'api' | 'delivery';
}

/** All traffic of a test, both directions, held to a contract. */
export interface Traffic {
  /** For the sandbox's option of the same name. */
  readonly onExchange: (exchange: SandboxExchange) => void;
  /** What did not conform so far; a test ends with this being empty. */
  readonly problems: readonly string[];
  /** How many exchanges were checked, so that a test can tell silence from conformity. */
  count(): number;
}

export function holdTo(contract: Contract): Traffic {
  const problems: string[] = [];
  let count = 0;
  return {
    onExchange: (exchange) => {
      count += 1;
      problems.push(...(exchange.kind === 'delivery' ? contract.checkDelivery(exchange) : contract.check(exchange)));
    },
    problems,
    count: () => count,
  };
}
