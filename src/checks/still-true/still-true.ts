import type { Check } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { endpointStillEnabled } from './endpoint.ts';
import { keyStillWorks } from './key.ts';
import { chargeStillPaid, chargeStillRefunded } from './money.ts';
import { stillReady } from './readiness.ts';
import { nothingDue } from './requirements.ts';
import { twinsStillThere } from './twins.ts';

/** What has to hold for a launch that came to its end. */
export const stillTrue: readonly Check<CheckContext>[] = [
  keyStillWorks,
  stillReady,
  nothingDue,
  endpointStillEnabled,
  twinsStillThere,
  chargeStillPaid,
  chargeStillRefunded,
];

/**
 * Those that make sense for a launch that is on its way: what it did not come to yet is no finding, and without a key only the
 * key is.
 */
export function stillTrueSoFar({ production, launch: record }: CheckContext): readonly Check<CheckContext>[] {
  return stillTrue.filter((check) => {
    if (production === undefined) return check === keyStillWorks;
    if (check === endpointStillEnabled) return record?.endpointId !== undefined;
    if (check === twinsStillThere) return (record?.idMap.size ?? 0) > 0;
    if (check === chargeStillPaid) return record?.refundIds !== undefined;
    if (check === chargeStillRefunded) return record?.refundIds !== undefined;
    return check === keyStillWorks;
  });
}
