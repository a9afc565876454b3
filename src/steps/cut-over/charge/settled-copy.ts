import type { Order } from '../../../flint/orders.ts';
import type { Settlement } from '../../../flint/settlement.ts';
import type { Row, Sheet } from '../../../launch/sheet.ts';

/** What one reading of the order proves. */
export function settledSheet(order: Order, settlement: Settlement): Sheet {
  return {
    headline: 'Has the order settled?',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { label: 'Order', value: order.id },
          row('Paid', settlement.paid),
          row('Nothing outstanding', settlement.nothingOutstanding),
          row('The right sum', settlement.rightSum),
          { label: 'Flint-Mode', value: settlement.mode ?? 'not stated' },
        ],
      },
    ],
  };
}

function row(label: string, holds: boolean | 'not confirmed'): Row {
  if (holds === 'not confirmed') return { label, value: 'not confirmed by this answer', tone: 'waiting' };
  return { label, value: holds ? 'yes' : 'not yet', tone: holds ? 'proved' : 'waiting' };
}
