/** An amount in integer minor units (cents for USD) of a currency named by three capital letters. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Writes money for people, with the currency's own number of decimals: 100 USD minor units are `1.00 USD`. */
export function formatMoney(money: Money): string {
  const decimals = decimalsOf(money.currency);
  const digits = String(Math.abs(money.amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${money.amount < 0 ? '-' : ''}${whole}${fraction} ${money.currency}`;
}

/**
 * Reads an amount as a person types it: `1.00`, `1`, `1.00 USD` or `1.00USD`. Undefined when it is not exactly that: a half-typed
 * fraction, another currency, a sign or a thousands separator is never guessed at.
 */
export function parseMoney(text: string, currency: string): Money | undefined {
  const match = /^(\d{1,12})(?:\.(\d+))?\s*([A-Za-z]{3})?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, whole = '', fraction, named] = match;
  if (named !== undefined && named.toUpperCase() !== currency) return undefined;
  const decimals = decimalsOf(currency);
  if (fraction !== undefined && fraction.length !== decimals) return undefined;
  const amount = Number(`${whole}${fraction ?? '0'.repeat(decimals)}`);
  return Number.isSafeInteger(amount) ? { amount, currency } : undefined;
}

/** Whether two sums are the same amount of the same currency. */
export function sameMoney(one: Money, other: Money): boolean {
  return one.amount === other.amount && one.currency === other.currency;
}

function decimalsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
