import { isKnown } from '../../flint/open-word.ts';
import { refundProgress, takesFromPayment } from '../../flint/refunds.ts';
import { refundWords as words } from './payment-copy.ts';
import { type Symptom, seen } from './symptom.ts';

/** Refunds that ended without the money going back, or that wait for a person. */
export const refunds: Symptom = {
  id: 'refunds',
  title: words.title,
  examine: async (look) => {
    const { value, evidence } = await look.refunds();
    const stopped = value.filter(({ status }) => refundProgress(status) === 'stopped');
    const unknown = value.filter(({ status }) => !isKnown(status));
    const under = value.filter(({ status }) => isKnown(status) && refundProgress(status) === 'waiting');
    const seenHere = [seen(evidence)];
    const failed = stopped.filter((refund) => !takesFromPayment(refund));
    const undecided = stopped.filter(takesFromPayment);
    if (undecided.length > 0) return { status: 'missing', ...words.undecided(undecided), evidence: seenHere };
    if (failed.length > 0) return { status: 'missing', ...words.failed(failed), evidence: seenHere };
    if (unknown.length > 0) return { status: "can't tell", ...words.unknown(unknown), evidence: seenHere };
    return { status: 'done', ...words.none(value.length, under.length), evidence: seenHere };
  },
};
