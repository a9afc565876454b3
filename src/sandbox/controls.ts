import { type RequirementsInput, raiseRequirements } from './account/remediation.ts';
import { submitVerification } from './account/verification.ts';
import type { Context } from './context.ts';
import { setAvailableBalance } from './payments/balance.ts';
import { turnRefund } from './payments/refunds.ts';
import type { Scheduler } from './scheduler.ts';
import type { Mode } from './state/plane.ts';

/** Switches behind the dashboard, for programs. Each takes effect, and is saved, before it returns. */
export interface Controls {
  /** The person hands in what is due now: identity document and bank account, or what a later review asked for. */
  completeVerification(): void;
  /** Flint asks for more after the account was verified. With a deadline the account works on until then. */
  raiseRequirements(input: RequirementsInput): void;
  /** The money that refunds can be paid from, in minor units; undefined takes the limit away. */
  setAvailableBalance(mode: Mode, amount: number | undefined): void;
  /** A turn of a refund that only Flint could give it; see `turnRefund`. Throws a RangeError when there is no such refund. */
  turnRefund(mode: Mode, refundId: string, status: RefundTurn, failureReason?: string): void;
}

/** What a refund can turn into. */
export type RefundTurn = Parameters<typeof turnRefund>[3];

export function createControls(context: Context, scheduler: Scheduler): Controls {
  const done = (work: () => void): void => {
    scheduler.catchUp();
    work();
    scheduler.commit(true);
  };
  return {
    completeVerification: () => done(() => submitVerification(context, 'live')),
    raiseRequirements: (input) => done(() => raiseRequirements(context, 'live', input)),
    turnRefund: (mode, refundId, status, failureReason) =>
      done(() => turnRefund(context, mode, refundId, status, failureReason)),
    setAvailableBalance: (mode, amount) => done(() => setAvailableBalance(context, mode, amount)),
  };
}
