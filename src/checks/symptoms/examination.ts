import { type Feature, type Generation, generationsOf } from '../../flint/generations.ts';
import { type Check, type Checked, runChecks, type Verdict } from '../check.ts';
import { accountWords } from './account-copy.ts';
import type { DoctorContext } from './context.ts';
import { deliveries } from './deliveries.ts';
import { disputes } from './disputes.ts';
import { endpoint } from './endpoint.ts';
import { paidEvents } from './events.ts';
import { keyExpiry } from './key-expiry.ts';
import { lookAt } from './look.ts';
import { rateLimits } from './rate-limits.ts';
import { paymentMethods, payouts, requirements } from './readiness.ts';
import { refunds } from './refunds.ts';
import { signatures } from './signatures.ts';
import { checkOf, type Heard, isNotServed, type Symptom } from './symptom.ts';
import { testCard } from './test-card.ts';
import { testKey, testKeyWithoutAccount } from './test-key.ts';
import { testModeIds } from './test-mode-ids.ts';
import { type VitalSigns, vitalSignsOf } from './vital-signs.ts';

/** The five of the guide's table "If Something Fails on Launch Day", in its order. */
export const launchDaySymptoms: readonly Symptom[] = [testKey, testCard, signatures, testModeIds, paymentMethods];

/** What else an account shows. */
export const furtherSigns: readonly Symptom[] = [
  payouts,
  requirements,
  endpoint,
  paidEvents,
  deliveries,
  refunds,
  disputes,
  keyExpiry,
  rateLimits,
];

/** A finding that follows from another is not told twice: what stands on the left is left out while one on the right is found. */
const echoes: Readonly<Record<string, readonly string[]>> = {
  payouts: ['payment-methods'],
  requirements: ['payment-methods', 'payouts'],
  deliveries: ['signatures'],
  'paid-events': ['endpoint'],
};

/** What one look found. `verdicts` are in the order of the guide; `healthy` only if everything was seen, and seen to be well. */
export interface Examination {
  readonly at: string;
  readonly healthy: boolean;
  readonly verdicts: readonly Checked[];
  /** What this server has no call for. */
  readonly notServed: readonly Checked[];
  readonly vitalSigns: VitalSigns | undefined;
  /** Which shape of the API each feature was found to have. */
  readonly generations: ReadonlyMap<Feature, Generation>;
  /** Seconds that Flint asked to be left in peace for; 0 when it did not. */
  readonly restSeconds: number;
}

/**
 * Looks for everything once; `onChecked` hears of each part as it ends. Sends reads only, unless `context.mayTry`. Rejects only when the
 * signal is aborted.
 */
export async function examine(
  context: DoctorContext,
  onChecked: (checked: Checked) => void = () => undefined,
): Promise<Examination> {
  const { production } = context;
  const at = context.now().toISOString();
  if (production === undefined) return withoutAccount(context, at);
  const heard: Heard = { retryAfterSeconds: 0 };
  const look = lookAt(context, production);
  const checks = [...launchDaySymptoms, ...furtherSigns].map((symptom) => checkOf(symptom, production, heard));
  const all = await runChecks(checks, look, undefined, onChecked);
  context.signal.throwIfAborted();
  const heeded = withoutEchoes(all.filter(({ verdict }) => !isNotServed(verdict)));
  const verdicts = context.mayFix ? heeded : heeded.map(withoutFix);
  return {
    at,
    healthy: verdicts.every(({ verdict }) => verdict.status === 'done'),
    verdicts,
    notServed: all.filter(({ verdict }) => isNotServed(verdict)),
    vitalSigns: await vitalSignsOf(look),
    generations: generationsOf(production),
    restSeconds: heard.retryAfterSeconds,
  };
}

/** Without a key of production only the project can be looked at, and whether the key at hand is a test key. */
async function withoutAccount(context: DoctorContext, at: string): Promise<Examination> {
  const account: Check<DoctorContext> = {
    id: 'account',
    title: accountWords.title,
    run: async () => ({
      status: "can't tell",
      ...accountWords.noKey(context.withoutProduction, context.withoutProductionRemedy),
      evidence: [],
    }),
  };
  const keys: Check<DoctorContext> = { id: testKey.id, title: testKey.title, run: testKeyWithoutAccount };
  const verdicts = await runChecks([keys, account], context);
  context.signal.throwIfAborted();
  return {
    at,
    healthy: false,
    verdicts,
    notServed: [],
    vitalSigns: undefined,
    generations: new Map(),
    restSeconds: 0,
  };
}

function withoutFix(checked: Checked): Checked {
  const { fix: _fix, ...verdict } = checked.verdict;
  return { ...checked, verdict };
}

/** Leaves out what only repeats a graver finding; its evidence goes to that one. */
function withoutEchoes(all: readonly Checked[]): Checked[] {
  const found = new Map(all.filter(({ verdict }) => verdict.status === 'missing').map((one) => [one.id, one]));
  const causeOf = ({ id, verdict }: Checked): string | undefined =>
    verdict.status === 'missing' ? echoes[id]?.find((cause) => found.has(cause)) : undefined;
  return all
    .filter((one) => causeOf(one) === undefined)
    .map((one) => {
      const repeated = all.filter((other) => causeOf(other) === one.id).flatMap(({ verdict }) => verdict.evidence);
      return repeated.length === 0 ? one : { ...one, verdict: withEvidence(one.verdict, repeated) };
    });
}

function withEvidence(verdict: Verdict, more: Verdict['evidence']): Verdict {
  const known = new Set(verdict.evidence.map(({ what, requestId }) => `${what} ${requestId ?? ''}`));
  return {
    ...verdict,
    evidence: [...verdict.evidence, ...more.filter(({ what, requestId }) => !known.has(`${what} ${requestId ?? ''}`))],
  };
}
