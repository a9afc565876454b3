import { z } from 'zod';

/** Integer minor units and a currency, the only form money has (API notes, transport section 5). */
export const moneyRecord = z.object({ amount: z.int(), currency: z.string() });
export type Money = z.infer<typeof moneyRecord>;

export function money(amount: number, currency: string): Money {
  return { amount, currency };
}
