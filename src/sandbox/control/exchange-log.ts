import { rehearsalMarker } from '../identifiers.ts';
import type { Exchange } from '../options.ts';

/** An exchange with its number, counted from 1 since the start. */
export interface NumberedExchange extends Exchange {
  readonly number: number;
}

/** The last exchanges of a sandbox, for whoever looks at them later. */
export interface ExchangeLog {
  /** For the sandbox's option of the same name. */
  readonly onExchange: (exchange: Exchange) => void;
  /** Those with a higher number, the oldest first. */
  since(number: number): readonly NumberedExchange[];
  clear(): void;
}

/** Keeps the last `limit` exchanges in memory. A key that the sandbox did not make is left out of them. */
export function createExchangeLog(limit = 500): ExchangeLog {
  let count = 0;
  let kept: NumberedExchange[] = [];
  return {
    onExchange(exchange) {
      count += 1;
      kept.push({ number: count, ...exchange, requestHeaders: withoutForeignKeys(exchange.requestHeaders) });
      if (kept.length > limit) kept = kept.slice(-limit);
    },
    since: (number) => kept.filter((exchange) => exchange.number > number),
    clear() {
      kept = [];
    },
  };
}

/** Somebody may have sent a real key here by mistake; it is not passed on. */
function withoutForeignKeys(headers: Exchange['requestHeaders']): Exchange['requestHeaders'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const holdsKey = /^(authorization|x-api-key)$/i.test(name) && !value.includes(`_${rehearsalMarker}`);
      return [name, holdsKey ? '[not a key of this sandbox]' : value];
    }),
  );
}
