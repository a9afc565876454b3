import { listCapabilities } from '../../flint/capabilities.ts';
import type { Money } from '../../flint/money.ts';
import { wordOf } from '../../flint/open-word.ts';
import { resolvePaymentOptions } from '../../flint/payment-options.ts';
import type { Readiness } from '../../flint/readiness.ts';
import { isReady, readReadiness } from '../../flint/readiness.ts';
import type { Sheet } from '../../launch/sheet.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Pace, Waited, WayOut } from '../../launch/wait.ts';
import type { Evidence } from '../../launch/write.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import { capabilitiesSheet, paymentOptionsSheet, payoutsWarning, readinessSheet, words } from './copy.ts';
import { buyerCountry, checkoutAmount, payoutsDecision } from './questions.ts';

/** A review takes hours: looking once a minute is enough, and soon after something changed. */
const reviewPace: Pace = { first: 5_000, longest: 60_000 };

/**
 * Step 3: confirm that the account is ready to charge (the guide, step 3). Both axes are watched until both are ready.
 * Payments without payouts is a decision that a person has to take; a missing or unknown status is never a pass.
 */
export async function confirmReadiness(step: Verbs, world: World, production: Production): Promise<void> {
  let choseToWait = false;
  for (;;) {
    const waited = await watch(step, world, production, choseToWait);
    if (waited.kind === 'seen') {
      recordReadiness(step, waited.seen);
      return;
    }
    if (waited.way === 'without-payouts') choseToWait = (await decideOnPayouts(step)) === 'wait';
    else await lookCloser(step, production, waited.way);
  }
}

function recordReadiness(step: Verbs, { readiness, evidence }: Look): void {
  if (!isReady(readiness)) {
    step.note(words.payoutsNote);
    step.prove('readiness.payments', words.provedPayments, evidence);
    return;
  }
  // What step 1 left under review is clear once both axes are ready.
  step.note(undefined, 'account');
  step.prove('readiness.both', words.proved, evidence);
}

interface Look {
  readonly readiness: Readiness;
  readonly evidence: Evidence;
}

type Way = 'without-payouts' | 'capabilities' | 'checkout';

async function watch(
  step: Verbs,
  world: World,
  { client, merchantId }: Production,
  choseToWait: boolean,
): Promise<Waited<Look, Way>> {
  const decided = step.answered(payoutsDecision) === 'go-on';
  const since = { payments: timeOfDay(step.now()), payouts: timeOfDay(step.now()) };
  return await step.waitFor<Look, Way>({
    id: 'readiness',
    title: words.waiting,
    look: async () => {
      const { value, evidence } = await readReadiness(client, merchantId);
      return { readiness: value, evidence };
    },
    over: ({ readiness }) => isReady(readiness) || (decided && onlyPayoutsMissing(readiness)),
    show: ({ readiness }, before) => {
      for (const axis of ['payments', 'payouts'] as const) {
        const was = before?.readiness[axis].status;
        if (was !== undefined && wordOf(was) !== wordOf(readiness[axis].status)) since[axis] = timeOfDay(step.now());
      }
      return readinessSheet(world.target, readiness, before?.readiness, since);
    },
    fingerprint: ({ readiness: { payments, payouts, requirements } }) =>
      JSON.stringify([wordOf(payments.status), wordOf(payouts.status), requirements]),
    notice: ({ readiness }, before) => turned(readiness, before.readiness),
    ways: (seen) => waysOut(seen),
    otherwise: (seen) => (seen && onlyPayoutsMissing(seen.readiness) && !choseToWait ? 'without-payouts' : undefined),
    ...(world.target.name === 'embedded' ? {} : { pace: reviewPace }),
  });
}

/** Said aloud: the account became ready, or something stopped it. */
function turned(now: Readiness, before: Readiness): string | undefined {
  if (isReady(now) && !isReady(before)) return words.noticeReady;
  const blocked = (readiness: Readiness): boolean =>
    readiness.payments.status === 'blocked' || readiness.payouts.status === 'blocked';
  return blocked(now) && !blocked(before) ? words.noticeBlocked : undefined;
}

function waysOut(seen: Look | undefined): readonly WayOut<Way>[] {
  return [
    { id: 'capabilities', key: 'c', label: words.capabilities },
    { id: 'checkout', key: 'w', label: words.checkout },
    ...(seen && onlyPayoutsMissing(seen.readiness)
      ? [{ id: 'without-payouts' as const, key: 'p' as const, label: words.withoutPayouts }]
      : []),
  ];
}

/** Shows the breakdown that the guide names, until the person goes back to waiting. */
async function lookCloser(step: Verbs, { client }: Production, at: 'capabilities' | 'checkout'): Promise<void> {
  const look =
    at === 'capabilities'
      ? async () => capabilitiesSheet((await listCapabilities(client).all()).value)
      : await checkoutLook(step, client);
  await step.waitFor<Sheet, 'back'>({
    id: `readiness.${at}`,
    title: words.looking,
    look,
    over: () => false,
    show: (sheet) => sheet,
    ways: () => [{ id: 'back', key: 'w', label: words.back }],
    otherwise: () => 'back',
  });
}

/** What a checkout over an amount could offer to a buyer in a country; both are asked anew each time. */
async function checkoutLook(step: Verbs, client: Production['client']): Promise<() => Promise<Sheet>> {
  const amount: Money = {
    amount: await step.ask(checkoutAmount, { prompt: checkoutAmount.title, default: '1.00' }),
    currency: 'USD',
  };
  const country = await step.ask(buyerCountry, { prompt: buyerCountry.title, default: 'US' });
  step.forget(checkoutAmount.id);
  step.forget(buyerCountry.id);
  return async () =>
    paymentOptionsSheet(
      amount,
      country,
      (await resolvePaymentOptions(client, { amount, buyerCountry: country }))?.value,
    );
}

/** To launch before money can reach the bank is a decision of its own; waiting on is asked again whenever it comes up. */
async function decideOnPayouts(step: Verbs): Promise<'wait' | 'go-on'> {
  const decision = await step.ask(payoutsDecision, {
    prompt: payoutsDecision.title,
    explanation: [payoutsWarning],
    default: 'wait',
  });
  if (decision === 'wait') step.forget(payoutsDecision.id);
  return decision;
}

function onlyPayoutsMissing({ payments, payouts, accountStatus }: Readiness): boolean {
  const active = accountStatus === undefined || accountStatus === 'active';
  return active && payments.status === 'ready' && payouts.status !== 'ready';
}

function timeOfDay(at: Date): string {
  return at.toTimeString().slice(0, 5);
}
