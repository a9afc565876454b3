import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney, parseMoney } from '../../src/flint/money.ts';

describe('money', () => {
  test.each([
    [{ amount: 100, currency: 'USD' }, '1.00 USD'],
    [{ amount: 5, currency: 'USD' }, '0.05 USD'],
    [{ amount: 0, currency: 'USD' }, '0.00 USD'],
    [{ amount: -1234, currency: 'USD' }, '-12.34 USD'],
    [{ amount: 100, currency: 'JPY' }, '100 JPY'],
    [{ amount: 1234, currency: 'KWD' }, '1.234 KWD'],
  ])('is written with the decimals of its currency: %j', (money, text) => {
    expect(formatMoney(money)).toBe(text);
  });

  test.each(['1.00', '1.00 USD', '1.00USD', ' 1 usd ', '1'])('is read from %j', (text) => {
    expect(parseMoney(text, 'USD')).toEqual({ amount: 100, currency: 'USD' });
  });

  test.each(['', '1.0', '1.', '.50', '1.005', '1,00', '-1.00', '1.00 EUR', '1e2', '1 000', '١'])(
    'is not guessed at: %j',
    (text) => {
      expect(parseMoney(text, 'USD')).toBeUndefined();
    },
  );

  test('written and read again is the same, for any amount', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.constantFrom('USD', 'JPY', 'KWD', 'EUR'), (amount, currency) => {
        expect(parseMoney(formatMoney({ amount, currency }), currency)).toEqual({ amount, currency });
      }),
    );
  });
});
