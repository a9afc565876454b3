import { z } from 'zod';
import { type Answer, withValue } from './answer.ts';
import type { FlintClient } from './client.ts';
import { FlintError } from './errors.ts';
import { whereServed } from './generations.ts';
import type { Money } from './money.ts';
import { cleanText } from './wire/text.ts';

/** What a checkout could offer. `available` is undefined where the entry does not say so in a way this program can read. */
export interface PaymentOption {
  readonly option: string;
  readonly available: boolean | undefined;
  readonly reason: string | undefined;
}

const entries = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/**
 * Asks what one transaction could offer at checkout (the guide, step 3). Optional extra information: undefined where the server has no
 * such route, the key lacks the scope, or the answer is of no use. The names of the entries' fields are not documented.
 */
export async function resolvePaymentOptions(
  client: FlintClient,
  context: { readonly amount: Money; readonly buyerCountry?: string | undefined },
): Promise<Answer<readonly PaymentOption[]> | undefined> {
  try {
    const answer = await whereServed(client, 'payment options', 'guide', () =>
      client.request({
        method: 'POST',
        changesNothing: true,
        path: '/v1/payment-options/resolve',
        body: { context: { amount_money: context.amount, buyer_country: context.buyerCountry } },
        answer: entries,
      }),
    );
    return answer && withValue(answer, answer.value.data.flatMap(readOption));
  } catch (error) {
    const skippable = ['not-found', 'forbidden', 'invalid', 'conflict', 'unavailable', 'not-understood'];
    if (error instanceof FlintError && skippable.includes(error.problem)) return undefined;
    throw error;
  }
}

function readOption(entry: Readonly<Record<string, unknown>>): PaymentOption[] {
  const option = firstText(entry, ['payment_option', 'option', 'type', 'name']);
  if (option === undefined) return [];
  const reason = firstText(entry, ['reason', 'reason_code', 'unavailable_reason', 'status_reason']);
  return [{ option, available: readAvailability(entry), reason }];
}

function readAvailability(entry: Readonly<Record<string, unknown>>): boolean | undefined {
  if (typeof entry.available === 'boolean') return entry.available;
  const stated = firstText(entry, ['status', 'availability']);
  if (stated === 'available') return true;
  return stated === 'unavailable' ? false : undefined;
}

function firstText(entry: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = entry[name];
    if (typeof value === 'string' && value !== '') return cleanText(value, 120);
  }
  return undefined;
}
