import type { Problem } from '../../../flint/errors.ts';
import { FlintError } from '../../../flint/errors.ts';
import type { Money } from '../../../flint/money.ts';
import { formatMoney, parseMoney } from '../../../flint/money.ts';
import { listProducts } from '../../../flint/products.ts';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { ProductionClient } from '../../connections.ts';
import type { World } from '../../world.ts';
import { figures } from '../order.ts';

/** Every example of Flint's is in US dollars, and only merchants in the United States can onboard (API notes, money, section 1). */
const usual = 'USD';
/** The card networks' own floor for a US dollar charge, in minor units (API notes, money, section 1). Others are not known. */
const leastDollars = 50;

/** A catalogue that cannot be read is as good as an empty one. */
const needless: readonly Problem[] = [
  'forbidden',
  'not-found',
  'payment',
  'conflict',
  'invalid',
  'unavailable',
  'rate-limited',
  'not-understood',
];

/**
 * The account's currency. Flint has no field for it, so it is that of the prices in its catalogue, where there are some and they
 * agree; else the one that all accounts had when the notes were written.
 */
export async function accountCurrency(client: ProductionClient): Promise<string> {
  try {
    for await (const { value } of listProducts(client).pages()) {
      const currencies = new Set(value.flatMap(({ defaultVariant }) => defaultVariant?.unitPrice?.currency ?? []));
      const [only, ...others] = currencies;
      return only === undefined || others.length > 0 ? usual : only;
    }
  } catch (error) {
    if (!(error instanceof FlintError) || !needless.includes(error.problem)) throw error;
  }
  return usual;
}

/** The most that may be charged: 5.00, unless `--charge-limit` says otherwise. Throws a usage failure when that is no amount. */
export function chargeLimit({ chargeLimit: given }: World, currency: string): Money {
  const limit = parseMoney(given ?? '5', currency);
  if (limit === undefined || limit.amount === 0) throw badLimit(given ?? '', currency);
  // A currency without a smaller unit counts in what others call hundredths.
  return given === undefined && isWhole(currency) ? { amount: 500, currency } : limit;
}

/** What is charged when nobody says otherwise, as it would be typed. */
export function usualAmount(currency: string): string {
  return isWhole(currency) ? '100' : figures(parseMoney('1', currency) ?? { amount: 100, currency });
}

/** Why an amount cannot be charged, in a sentence; undefined when it can. */
export function amountRefusal(text: string, limit: Money): string | undefined {
  const { currency } = limit;
  const money = parseMoney(text, currency);
  if (!money) return `It has to be an amount in ${currency}, such as ${usualAmount(currency)}.`;
  const least = currency === 'USD' ? leastDollars : 1;
  if (money.amount < least) return `Cards are not charged less than ${formatMoney({ amount: least, currency })}.`;
  if (money.amount > limit.amount) {
    return `At most ${formatMoney(limit)}: this is a proof, not a purchase. --charge-limit raises it.`;
  }
  return undefined;
}

function isWhole(currency: string): boolean {
  return parseMoney('1', currency)?.amount === 1;
}

function badLimit(given: string, currency: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'usage',
    headline: '--charge-limit has to be an amount.',
    meaning: `“${given}” is no amount in ${currency}, the currency of this account. Nothing was sent.`,
    remedy: 'Give it as 10.00 or 10.00USD, or leave it out: then at most 5.00 is charged.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}
