import type { Verbs } from '../../launch/verbs.ts';
import { SecretProblem } from '../../secrets/secret-problem.ts';
import { words } from './copy.ts';
import { placeFailed, placeKind, productionFile, readCommand, storeCommand } from './questions.ts';

/**
 * Does what puts secrets in their place, until the place takes them: after each refusal the person tries the same place again, or has
 * the questions about the place put anew. Where nobody is there, the refusal stops the launch.
 *
 * @param attempt gets how often a place has refused already
 */
export async function untilPlaceTakesIt<Result>(
  step: Verbs,
  attempt: (refusals: number) => Promise<Result>,
): Promise<Result> {
  for (let refusals = 0; ; refusals += 1) {
    try {
      return await attempt(refusals);
    } catch (error) {
      if (!(error instanceof SecretProblem)) throw error;
      await decide(step, error, String(refusals + 1));
    }
  }
}

async function decide(step: Verbs, problem: SecretProblem, instance: string): Promise<void> {
  const answer = await step.ask(placeFailed, {
    prompt: words.askPlaceFailed(problem.headline),
    explanation: [problem.meaning, problem.remedy],
    instance,
    unattended: 'later',
  });
  // What is decided holds for this refusal only.
  step.forget(`${placeFailed.id}#${instance}`);
  if (answer === 'later') throw problem;
  if (answer === 'elsewhere')
    for (const { id } of [productionFile, placeKind, storeCommand, readCommand]) step.forget(id);
}
