import { wordOf } from '../../flint/open-word.ts';
import type { Readiness } from '../../flint/readiness.ts';
import { isReady, readReadiness } from '../../flint/readiness.ts';
import type { Verbs } from '../../launch/verbs.ts';
import type { Evidence } from '../../launch/write.ts';
import type { Production } from '../live-key/script.ts';
import type { World } from '../world.ts';
import { payoutsWarning, readinessSheet, words } from './copy.ts';
import { payoutsDecision } from './questions.ts';

/**
 * Step 3: confirm that the account is ready to charge (the guide, step 3). Both axes are watched until both are ready.
 * Payments without payouts is a decision that a person has to take; a missing or unknown status is never a pass.
 */
export async function confirmReadiness(step: Verbs, world: World, production: Production): Promise<void> {
  const { client, merchantId } = production;
  for (;;) {
    const waited = await step.waitFor<Look, 'without-payouts'>({
      id: 'readiness',
      title: words.waiting,
      look: async () => {
        const { value, evidence } = await readReadiness(client, merchantId);
        return { readiness: value, evidence };
      },
      over: ({ readiness }) => isReady(readiness),
      show: ({ readiness }, before) => readinessSheet(world.target, readiness, before?.readiness),
      fingerprint: ({ readiness }) => {
        const { payments, payouts, requirements } = readiness;
        return JSON.stringify([wordOf(payments.status), wordOf(payouts.status), requirements]);
      },
      ways: (seen) =>
        seen && onlyPayoutsMissing(seen.readiness)
          ? [{ id: 'without-payouts', key: 'p', label: words.withoutPayouts }]
          : [],
    });
    if (waited.kind === 'seen') {
      // What step 1 left under review is clear once both axes are ready.
      step.note(undefined, 'account');
      step.prove('readiness.both', words.proved, waited.seen.evidence);
      return;
    }
    const decision = await step.ask(payoutsDecision, {
      prompt: payoutsDecision.title,
      explanation: [payoutsWarning],
      default: 'wait',
    });
    if (decision === 'go-on') {
      const { value, evidence } = await step.observe(words.waiting, () => readReadiness(client, merchantId));
      if (value.payments.status !== 'ready') continue;
      step.note(words.payoutsNote);
      step.prove('readiness.payments', words.provedPayments, evidence);
      return;
    }
    step.forget(payoutsDecision.id);
  }
}

interface Look {
  readonly readiness: Readiness;
  readonly evidence: Evidence;
}

function onlyPayoutsMissing({ payments, payouts, accountStatus }: Readiness): boolean {
  const active = accountStatus === undefined || accountStatus === 'active';
  return active && payments.status === 'ready' && payouts.status !== 'ready';
}
