import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/flint/orders.ts';
import type { PaymentIntent } from '../../src/flint/payment-intents.ts';
import type { Sheet } from '../../src/launch/sheet.ts';
import { chargeSheet } from '../../src/steps/cut-over/charge/charge-copy.ts';
import { payingSheet } from '../../src/steps/cut-over/charge/paying-copy.ts';
import { refundSheet } from '../../src/steps/cut-over/refund-copy.ts';
import type { Target } from '../../src/steps/target.ts';
import { plainLines } from '../../src/ui/layout/line.ts';
import { layoutSheet } from '../../src/ui/layout/sheet.ts';

const target: Target = { name: 'embedded', baseUrl: new URL('http://127.0.0.1:1') };
const amount = { amount: 100, currency: 'USD' };
const orderId = 'ord_01M8299KWX1WB5MA8PM643JP8F';

// Payments and orders as far as the sheets look at them.
const payment = (status: PaymentIntent['status'], lastFour: string, fee: number, error?: string) =>
  ({
    id: `pi_${lastFour}`,
    status,
    card: { brand: 'visa', lastFour },
    processingFee: { amount: fee, currency: 'USD' },
    ...(error === undefined ? {} : { lastError: { code: error } }),
  }) as PaymentIntent;

const orderWith = (paymentIntents: readonly PaymentIntent[], paid = 0): Order =>
  ({ id: orderId, settlement: { paid: { amount: paid, currency: 'USD' } }, paymentIntents }) as unknown as Order;

/** What the smallest screen that a launch is made for (60 columns, 20 rows) shows above a confirmation without scrolling. */
const inSight = (sheet: Sheet): string => plainLines(layoutSheet(sheet, 60)).slice(0, 9).join('\n');

describe('a confirmation of money on a small screen', () => {
  const whole = { kind: 'whole', amount } as const;
  it.each([
    ['the charge', chargeSheet(target, 'Canvas & Co.', amount)],
    ['the charge in the own checkout', chargeSheet(target, 'Canvas & Co.', amount, { id: orderId, isPaid: false })],
    ['the charge that was paid before', chargeSheet(target, 'Canvas & Co.', amount, { id: orderId, isPaid: true })],
    ['the refund', refundSheet(target, 'Canvas & Co.', whole, orderWith([payment('succeeded', '1003', 33)]))],
  ])('%s says everything in sight', (_, sheet) => {
    const labels = sheet.blocks.flatMap((block) => (block.kind === 'rows' ? block.rows.map(({ label }) => label) : []));
    expect(labels).toEqual(expect.arrayContaining(['Account', 'Not returned', 'Afterwards']));
    for (const label of labels) expect(inSight(sheet)).toContain(`  ${label} `);
    expect(inSight(sheet).split('\n').slice(2, 4).join('\n')).toContain('1.00 USD');
  });
});

describe('where a refund goes', () => {
  const rowsOf = (...payments: readonly PaymentIntent[]) =>
    JSON.stringify(refundSheet(target, 'Canvas & Co.', { kind: 'whole', amount }, orderWith(payments)));
  const declined = payment('requires_payment_method', '4242', 0, 'card_declined');

  it('is the card that paid, never one that was declined before', () => {
    expect(rowsOf(declined, payment('succeeded', '1003', 33))).toContain('the card that paid (visa ending in 1003)');
  });

  it('is every card that paid, and none of their fees comes back', () => {
    const both = rowsOf(payment('succeeded', '1003', 32), payment('succeeded', '2001', 31));
    expect(both).toContain('the cards that paid');
    expect(both).toContain('the processing fee, 0.63 USD');
  });
});

describe('the page to pay on', () => {
  const open = { id: 'cs_1', status: 'open', url: { reveal: () => `http://127.0.0.1:45777/${'x'.repeat(52)}` } };
  const sheetOf = (order: Order, status: unknown = 'open') =>
    // A session as far as the sheet looks at it.
    payingSheet(target, amount, order, { ...open, status } as unknown as Parameters<typeof payingSheet>[3]);

  it('says in sight on a small screen why the last card was declined', () => {
    const shown = inSight(sheetOf(orderWith([payment('requires_payment_method', '4242', 0, 'card_declined')])));
    expect(shown).toContain('http://127.0.0.1:45777/');
    expect(shown.replaceAll(/\s+/g, ' ')).toContain('one of Flint’s test cards, and those decline in live mode.');
  });

  it('numbers payments, and never takes the next try of one for the same try', () => {
    const rowsOf = (...payments: readonly PaymentIntent[]) =>
      sheetOf(orderWith(payments)).blocks.flatMap((block) => (block.kind === 'rows' ? block.rows.slice(2) : []));
    const declined = payment('requires_payment_method', '0002', 0, 'card_declined');
    const at = (failedAt: string) => ({ ...declined, lastError: { ...declined.lastError, failedAt } }) as PaymentIntent;
    const first = rowsOf(at('2026-03-02T10:00:00'));
    const second = rowsOf(at('2026-03-02T10:00:41'));
    expect(first).toMatchObject([{ label: 'Payment', value: 'declined, card ending in 0002', aside: '10:00:00' }]);
    expect(second).toMatchObject([{ label: 'Payment', aside: '10:00:41' }]);
    expect(rowsOf(declined, payment('succeeded', '1003', 33)).map(({ label }) => label)).toEqual([
      'Payment 1',
      'Payment 2',
    ]);
  });

  it('says of a try that runs how it stands, whatever became of the one before', () => {
    const again = (status: PaymentIntent['status']) =>
      sheetOf(orderWith([payment(status, '1003', 0, 'card_declined')]));
    expect(JSON.stringify(again('requires_action'))).toContain('waits for the bank');
    expect(JSON.stringify(again('processing'))).toContain('"value":"processing"');
    for (const status of ['requires_action', 'processing'] as const) {
      expect(JSON.stringify(again(status))).not.toContain('declined');
    }
  });

  it('asks for no more than the rest where a part was paid', () => {
    expect(sheetOf(orderWith([], 40)).headline).toContain('Pay the rest, 0.60 USD, on this page');
    expect(sheetOf(orderWith([])).headline).toContain('Pay 1.00 USD on this page');
  });

  it('asks for nothing on a page that is at its end', () => {
    const { headline, blocks } = sheetOf(orderWith([], 40), 'partially_paid');
    expect(headline).toBe('The checkout page is partially paid.');
    expect(blocks.map(({ kind }) => kind)).not.toContain('link');
  });
});
