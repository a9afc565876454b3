import { describe, expect, it } from 'vitest';
import type { SeenEvent, TriedDelivery } from '../../src/steps/cut-over/events.ts';
import { eventsSheet } from '../../src/steps/cut-over/events-copy.ts';
import { plainLines } from '../../src/ui/layout/line.ts';
import { layoutSheet } from '../../src/ui/layout/sheet.ts';

const at = '2026-07-02T18:00:00.000Z';

// A delivery and its attempts as far as the sheet looks at them.
const delivery = (change: Partial<TriedDelivery>): TriedDelivery =>
  ({
    eventId: 'whev_1',
    id: 'whdl_1',
    endpointId: 'whep_1',
    status: 'failed',
    tries: [],
    triesUnread: false,
    ...change,
  }) as TriedDelivery;

const attempt = (number: number) =>
  ({
    number,
    status: 'failed',
    statusCode: 400,
    responseExcerpt: 'invalid signature',
    completedAt: at,
  }) as unknown as TriedDelivery['tries'][number];

const shown = (deliveries: readonly TriedDelivery[], delivered = false): string => {
  const event: SeenEvent = { type: 'order.paid', deliveries, delivered, evidence: { at } };
  return plainLines(layoutSheet(eventsSheet('Did it arrive?', [event], [['order.paid']]), 60))
    .slice(0, 10)
    .join('\n');
};

describe('a delivery that failed, on a small screen', () => {
  it('has its likeliest cause in sight, however many attempts there were', () => {
    const said = shown([delivery({ tries: [1, 2, 3, 4, 5].map(attempt) })]).replaceAll(/\s+/g, ' ');
    expect(said).toContain(
      'Your endpoint did not accept a delivery. Most likely it still holds another endpoint’s secret',
    );
    expect(said).toContain('order.paid failed');
  });

  it('is not laid at the door of an endpoint that the server does not name', () => {
    const said = shown([delivery({ id: undefined, endpointId: undefined })]).replaceAll(/\s+/g, ' ');
    expect(said).not.toContain('Your endpoint');
    expect(said).toContain('this server does not say which');
  });

  it('is no news any more once the event was delivered', () => {
    const said = shown([delivery({}), delivery({ id: 'whdl_2', status: 'delivered' })], true);
    expect(said).not.toContain('did not accept');
  });

  it('in a state that nobody has heard of is said to be unknown', () => {
    expect(shown([delivery({ status: { unknown: 'odd' } })])).toContain('unknown: “odd”');
  });
});
