import { type Order, readOrder } from '../../../flint/orders.ts';
import type { Check, CheckEvidence } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { codeSigns } from '../code-signs.ts';
import { common } from '../copy.ts';
import { fromAnswer, fromCode, integrationCode, placesOf, unseen } from '../grounds.ts';
import { amounts as words } from './copy.ts';

/** The guide: amounts are confirmed server-side from the order's settlement state, not from anything the client sends. */
export const amounts: Check<CheckContext> = {
  id: 'correctness.amounts',
  title: words.title,
  group: common.groups.correctness,
  run: async (context) => {
    const charge = await realCharge(context);
    if (charge?.settled === false) {
      return {
        status: 'missing',
        message: words.notSettled,
        remedy: words.notSettledRemedy,
        evidence: [charge.evidence],
      };
    }
    const integration = await integrationCode(context);
    if ('verdict' in integration) return integration.verdict;
    const reads = await placesOf(integration.code, codeSigns.settlement);
    const fromClient = await placesOf(integration.code, codeSigns.clientAmount);
    if (fromClient.length > 0) {
      const evidence = fromCode([...fromClient, ...reads], context);
      return reads.length === 0 && integration.direct
        ? { status: 'missing', message: words.fromClient, remedy: words.fromClientRemedy, evidence }
        : unseen(reads.length === 0 ? words.fromClient : words.both, words.bothRemedy, evidence);
    }
    if (reads.length === 0) return unseen(words.noneSeen, words.noneSeenRemedy);
    const evidence = fromCode(reads, context);
    if (charge?.settled === undefined) {
      return wasCharged(context)
        ? unseen(words.notAsked, words.notAskedRemedy, evidence)
        : unseen(words.codeOnly, words.codeOnlyRemedy, evidence);
    }
    return { status: 'done', message: words.proved, evidence: [...evidence, charge.evidence] };
  },
};

interface RealCharge {
  /** Undefined where Flint does not say. */
  readonly settled: boolean | undefined;
  readonly evidence: CheckEvidence;
}

/** The order of the verification charge as Flint shows it now; undefined where there was none or it cannot be asked for. */
async function realCharge({ production, launch }: CheckContext): Promise<RealCharge | undefined> {
  // Before the charge was proved, an order that is not paid is one that waits.
  if (production === undefined || launch?.orderId === undefined || !wasCharged({ launch })) return undefined;
  const order = await readOrder(production, launch.orderId);
  return { settled: isSettled(order.value), evidence: fromAnswer(order) };
}

function wasCharged({ launch }: { readonly launch?: CheckContext['launch'] | undefined }): boolean {
  return launch?.proofs.some(({ name }) => name === 'cut-over.settled') === true;
}

function isSettled({ paymentStatus, status, settlement }: Order): boolean | undefined {
  const word = paymentStatus ?? status;
  const outstanding = settlement?.outstanding?.amount;
  if (typeof word !== 'string' || outstanding === undefined) return undefined;
  // Whether a refund makes money outstanding again is not documented (the API notes, money, section 2).
  return word === 'paid' && outstanding <= (settlement?.refunded?.amount ?? 0);
}
