import { channel } from 'node:diagnostics_channel';
import type { Exchange } from './options.ts';

/**
 * The name of the diagnostics channel on which every sandbox of a process announces its exchanges, for tests that hold all traffic to the
 * contract.
 */
export const exchangeChannel = 'flint-golive:sandbox-exchanges';

const exchanges = channel(exchangeChannel);

/** Tells the channel of each exchange besides `onExchange`; undefined, and free of cost, when nobody wants to know. */
export function announcing(
  onExchange: ((exchange: Exchange) => void) | undefined,
): ((exchange: Exchange) => void) | undefined {
  if (!exchanges.hasSubscribers) return onExchange;
  return (exchange) => {
    exchanges.publish(exchange);
    onExchange?.(exchange);
  };
}
