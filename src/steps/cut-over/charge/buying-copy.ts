import { formatMoney } from '../../../flint/money.ts';
import type { Order } from '../../../flint/orders.ts';
import type { Sheet } from '../../../launch/sheet.ts';
import type { World } from '../../world.ts';
import type { NewOrders } from '../deploy/new-orders.ts';
import { orderRows, shopLink } from '../deploy/smoke-copy.ts';
import { words } from './copy.ts';

/** Waiting for the person to buy in their own checkout. */
export function buyingSheet(
  world: World,
  { inSandbox }: NewOrders,
  found: Order | undefined,
  tooLarge: Order | undefined,
): Sheet {
  if (found) {
    return {
      headline: 'A new order is there.',
      blocks: [{ kind: 'rows', rows: orderRows(found) }],
    };
  }
  return {
    headline: 'Buy something small in your own checkout, as a buyer would, and do not pay yet.',
    blocks: [
      // What keeps an order from being taken comes first: on a small screen the rest would hide it.
      ...(tooLarge?.total
        ? [
            {
              kind: 'text' as const,
              tone: 'attention' as const,
              text: words.tooLarge(tooLarge.id, formatMoney(tooLarge.total)),
            },
          ]
        : []),
      ...(inSandbox
        ? [{ kind: 'text' as const, tone: 'attention' as const, text: words.inSandbox(inSandbox.id) }]
        : []),
      { kind: 'text', text: words.buyingNote },
      ...shopLink(world),
    ],
  };
}
