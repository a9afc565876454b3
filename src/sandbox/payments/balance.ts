import { type Context, planeOf } from '../context.ts';
import type { Mode, Plane } from '../state/plane.ts';
import { ApiError } from '../transport/api-error.ts';
import { takenBy } from './refund-parts.ts';

/** What was paid here, less the fees that are kept, less what was refunded (API notes, money section 5). */
function flows({ payment_intents, refunds }: Plane): number {
  const paid = Object.values(payment_intents).reduce((sum, one) => sum + one.captured - one.processing_fee, 0);
  const refunded = Object.values(refunds)
    .flatMap(takenBy)
    .reduce((sum, { amount_money }) => sum + amount_money.amount, 0);
  return paid - refunded;
}

/** What refunds can be paid from, in minor units; undefined where the account is taken to have enough. */
function availableBalance(plane: Plane): number | undefined {
  return plane.balance.limited ? plane.balance.other_money + flows(plane) : undefined;
}

/** Sets what is there now; what is paid and refunded afterwards moves it. Undefined: enough for everything. */
export function setAvailableBalance(context: Context, mode: Mode, amount: number | undefined): void {
  const plane = planeOf(context, mode);
  plane.balance =
    amount === undefined ? { limited: false, other_money: 0 } : { limited: true, other_money: amount - flows(plane) };
}

/** A new account: its balance holds what was paid here, less the fees, and nothing else. */
export function limitToOwnPayments(context: Context, mode: Mode, limited: boolean): void {
  planeOf(context, mode).balance = { limited, other_money: 0 };
}

/** Refuses a refund that has no money behind it. */
export function demandBalance(plane: Plane, amount: number): void {
  const available = availableBalance(plane);
  if (available === undefined || amount <= available) return;
  throw new ApiError(
    409,
    'REFUND_INSUFFICIENT_AVAILABLE_BALANCE',
    `The available balance of ${available} minor units does not cover this refund.`,
    { remediation: { retryable: true, next_steps: 'Try again when more money has come in.' } },
  );
}
