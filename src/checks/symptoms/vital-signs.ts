import { FlintError } from '../../flint/errors.ts';
import { isKnown, type OpenEnum, wordOf } from '../../flint/open-word.ts';
import { refundProgress } from '../../flint/refunds.ts';
import { isPaid, type Look } from './look.ts';

/** What a launch day shows at a glance. A part that could not be read is undefined; counts are since `since` (RFC 3339). */
export interface VitalSigns {
  readonly since: string;
  /** `unknown`: with a status that says neither; `more`: there are others besides those that were counted. */
  readonly orders:
    | { readonly all: number; readonly paid: number; readonly unknown: number; readonly more: boolean }
    | undefined;
  /** Orders that are not paid and were declined at least once, among the newest ten. */
  readonly declines: number | undefined;
  /** Events that did not arrive. */
  readonly undelivered: number | undefined;
  readonly refunds: { readonly all: number; readonly stopped: number } | undefined;
  readonly payments: string | undefined;
  readonly payouts: string | undefined;
}

/** Reads the vital signs from what a look has read already. */
export async function vitalSignsOf(look: Look): Promise<VitalSigns> {
  const orders = await readable(look.orders);
  const unpaid = await readable(look.unpaid);
  const failures = await readable(look.failures);
  const refunds = (await readable(look.refunds))?.value;
  const readiness = (await readable(look.readiness))?.value;
  const word = (status: OpenEnum<string> | undefined) => (status === undefined ? undefined : wordOf(status));
  return {
    since: look.context.since.toISOString(),
    orders: orders && {
      all: orders.value.length,
      paid: orders.value.filter(isPaid).length,
      unknown: orders.value.filter(({ paymentStatus, status }) => !isKnown(paymentStatus ?? status)).length,
      more: orders.more,
    },
    declines: unpaid?.filter(({ value }) => value.paymentIntents.some(({ lastError }) => lastError !== undefined))
      .length,
    undelivered: failures?.events.length,
    refunds: refunds && {
      all: refunds.length,
      stopped: refunds.filter(({ status }) => refundProgress(status) === 'stopped').length,
    },
    payments: word(readiness?.payments.status),
    payouts: word(readiness?.payouts.status),
  };
}

async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FlintError) return undefined;
    throw error;
  }
}
