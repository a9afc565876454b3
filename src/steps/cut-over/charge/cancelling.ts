import { FlintError } from '../../../flint/errors.ts';
import type { Money } from '../../../flint/money.ts';
import type { Confirmation } from '../../../launch/question.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { ProductionClient } from '../../connections.ts';
import { words } from './copy.ts';
import { cancelled } from './stops.ts';
import { closeCheckoutPage, madeSession, pageName } from './writes.ts';

/**
 * Closes the page, so that nobody can pay on it any more, and stops the launch. One that was paid meanwhile is no longer to be
 * cancelled: then it returns, and the page is watched to its end. `before`: what was paid of the order on an earlier page.
 */
export async function cancel(
  step: Verbs,
  client: ProductionClient,
  checkoutSessionId: string,
  { confirmation, before }: { readonly confirmation: Confirmation | undefined; readonly before?: Money | undefined },
): Promise<void> {
  try {
    await step.perform({
      ...closeCheckoutPage(client, checkoutSessionId),
      // Before the page counts as closed: a kill in between must not leave the consent to another page behind.
      capture: async () => {
        if (confirmation) step.forget(confirmation.key);
      },
    });
  } catch (error) {
    if (!(error instanceof FlintError) || error.problem !== 'conflict' || error.outcome === 'unknown') throw error;
    step.tell(words.notCancelled, 'changed');
    return;
  }
  throw cancelled(before);
}

/**
 * Ends a cancellation that an earlier run began and whose end is not in the journal. It comes before the charge of the round is
 * confirmed, so that a new confirmation is never one for a page that is being closed. `confirmation`: the one that stands.
 */
export async function finishCancelling(
  step: Verbs,
  client: ProductionClient,
  round: number,
  confirmation: Confirmation | undefined,
): Promise<void> {
  for (let page = 1; ; page += 1) {
    const opened = step.standing({ name: pageName(round, page), result: madeSession });
    if (opened.kind !== 'finished') return;
    const { checkoutSessionId } = opened.result;
    const closing = step.standing(closeCheckoutPage(client, checkoutSessionId));
    if (closing.kind === 'open') await cancel(step, client, checkoutSessionId, { confirmation });
  }
}
