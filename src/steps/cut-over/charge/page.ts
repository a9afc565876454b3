import type { Money } from '../../../flint/money.ts';
import { parseMoney } from '../../../flint/money.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import type { Production } from '../../live-key/script.ts';
import type { World } from '../../world.ts';
import { figures } from '../order.ts';
import { accountCurrency, amountRefusal, chargeLimit, usualAmount } from './amount.ts';
import { finishCancelling } from './cancelling.ts';
import { chargeSheet } from './charge-copy.ts';
import { words } from './copy.ts';
import { payOnPage } from './paying.ts';
import { chargeAmount, confirmCharge } from './questions.ts';
import type { Charged } from './script.ts';
import { createVerificationOrder, madeOrder, orderName } from './writes.ts';

/** A charge through a page of Flint's: an order of this launch's own, and a hosted page on which a person pays it. */
export async function flintsPage(step: Verbs, world: World, production: Production): Promise<Charged> {
  const { client } = production;
  for (let round = 1; ; round += 1) {
    const amount = await amountOf(step, world, production, round);
    const instance = round === 1 ? undefined : String(round);
    await finishCancelling(step, client, round, step.confirmed(confirmCharge, instance));
    const confirmation = await step.confirmMoney(confirmCharge, {
      amount,
      phrase: `charge ${figures(amount)}`,
      sheet: chargeSheet(world.target, step.accountName(), amount),
      declined: words.declined,
      ...(instance === undefined ? {} : { instance }),
    });
    const { orderId } = await step.perform(createVerificationOrder(client, step.launchId, amount, round));
    const ended = await payOnPage(step, world, production, { orderId, amount, round, confirmation });
    if (ended === 'paid') return { orderId, amount };
  }
}

/** The amount of an order that was made already is its own; else the person is asked, within the limit. */
async function amountOf(step: Verbs, world: World, { client }: Production, round: number): Promise<Money> {
  const made = step.standing({ name: orderName(round), result: madeOrder });
  if (made.kind === 'finished' && made.result.amount !== undefined) return made.result.amount;
  const currency = await step.observe(words.readingCurrency, () => accountCurrency(client));
  const limit = chargeLimit(world, currency);
  for (;;) {
    const text = await step.ask(chargeAmount, {
      prompt: chargeAmount.title,
      explanation: [words.feeNote],
      default: usualAmount(currency),
      verify: async (given) => amountRefusal(given, limit),
    });
    const amount = parseMoney(text, currency);
    if (amount !== undefined) return amount;
    // It was given when the account seemed to have another currency.
    step.forget(chargeAmount.id);
  }
}
