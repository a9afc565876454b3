import type { Money } from '../../flint/money.ts';
import type { Refund } from '../../flint/refunds.ts';
import { readRefund } from '../../flint/refunds.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Write } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';
import { words } from './copy.ts';
import { refundElsewhere } from './questions.ts';
import { refundedElsewhereSheet } from './refund-copy.ts';
import { refundLeft } from './refund-stops.ts';
import type { MadeRefund, RefundSeries } from './refund-writes.ts';
import { countedRefunds, madeRefund } from './refund-writes.ts';

/** The refunds made elsewhere that an attempt follows since an earlier run; undefined where it follows none. */
export function followedBefore(step: Verbs, name: string): readonly string[] | undefined {
  const adopted = step.standing({ name, result: madeRefund });
  return adopted.kind === 'finished' ? countedRefunds(adopted.result) : undefined;
}

/**
 * Somebody refunded the payment elsewhere, such as in the dashboard. Those refunds together can be the proof; another is never
 * sent. Gives their ids.
 */
export async function followElsewhere(
  step: Verbs,
  client: ProductionClient,
  paid: Money,
  { name, refunds }: { readonly name: string; readonly refunds: readonly Refund[] },
): Promise<readonly string[]> {
  const ids = refunds.map(({ id }) => id);
  const instance = ids.join('+');
  step.show(refundedElsewhereSheet(paid, refunds));
  const answer = await step.ask(refundElsewhere, { prompt: refundElsewhere.title, default: 'follow', instance });
  if (answer === 'leave') {
    step.forget(`${refundElsewhere.id}#${instance}`);
    throw refundLeft(words.elsewhere, words.elsewhereMeaning);
  }
  return countedRefunds(await step.perform(adoptRefunds(client, name, ids)));
}

/** Takes refunds that were made elsewhere for the launch's own. Nothing is sent. */
function adoptRefunds(client: ProductionClient, name: string, ids: readonly string[]): Write<MadeRefund> {
  const refundId = ids.at(-1) ?? '';
  const adopt = async () => {
    const { evidence } = await readRefund(client, refundId);
    return { result: { refundId, refundIds: [...ids] }, evidence };
  };
  return {
    name,
    title:
      ids.length === 1 ? 'Follow the refund that was made elsewhere' : 'Follow the refunds that were made elsewhere',
    uses: [],
    result: madeRefund,
    find: adopt,
    send: adopt,
    undo: { possible: false, because: 'A refund cannot be cancelled or taken back.' },
  };
}

/** The name in the journal of refunds that were made elsewhere; each attempt may take others for its own. */
export function adoptedName(series: RefundSeries, attempt: number): string {
  const name = series === 'whole' ? 'refund.adopt' : `refund.adopt.${series}`;
  return attempt === 1 ? name : `${name}#${attempt}`;
}
