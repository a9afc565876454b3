import type { FlintClient } from '../../flint/client.ts';
import type { CheckEvidence, Verdict } from '../check.ts';
import type { DoctorContext } from './context.ts';
import { testKeyWords as words } from './payment-copy.ts';
import { type Symptom, seen } from './symptom.ts';

/** Payments "succeed" but no money moves: a test key is still in the production configuration. */
export const testKey: Symptom = {
  id: 'test-key',
  title: words.title,
  examine: async ({ context }, client) => {
    const evidence = await proofOf(client);
    if (client.mode !== 'live') return { status: 'missing', ...words.keyIsTest, remedy: words.deployLive, evidence };
    return (
      (await inProject(context, evidence)) ?? { status: 'done', ...words.proved(context.productionNote), evidence }
    );
  },
};

/** The same without a key that production could use: the key at hand may be a test key, and the project may hold one. */
export async function testKeyWithoutAccount(context: DoctorContext): Promise<Verdict> {
  const { testKeyAtHand } = context;
  if (testKeyAtHand !== undefined) {
    const evidence = await proofOf(testKeyAtHand).catch(() => []);
    return { status: 'missing', ...words.keyIsTest, remedy: words.deployLive, evidence };
  }
  return (await inProject(context, [])) ?? { status: "can't tell", ...words.unseen, evidence: [] };
}

async function proofOf(client: FlintClient): Promise<CheckEvidence[]> {
  const proof = await client.prove();
  return [seen(proof, `Flint-Mode: ${proof.mode ?? 'not stated'}`)];
}

/** Test keys where production would read them; those in git history or in files for development are no symptom. */
async function inProject(context: DoctorContext, evidence: readonly CheckEvidence[]): Promise<Verdict | undefined> {
  const findings = ((await context.project?.findings()) ?? []).filter(
    ({ kind, level, exposure, commit }) =>
      kind === 'test key' && level === 'error' && exposure === 'server' && commit === undefined,
  );
  const [first] = findings;
  if (first === undefined) return undefined;
  const places = findings.map(({ what, file, line }) => ({
    what: `${file}:${line}: ${what}`,
    at: context.now().toISOString(),
  }));
  return { status: 'missing', ...words.inProject(findings), remedy: first.remedy, evidence: [...places, ...evidence] };
}
