import { z } from 'zod';
import { advanceOnboarding } from '../../flint/onboarding.ts';
import type { OnboardingFieldName } from '../../flint/onboarding-fields.ts';
import type { Undo, Write } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';
import { words } from './copy.ts';
import { fieldQuestions } from './questions.ts';

const submitted = z.object({ status: z.string() });

/** What was sent for verification is Flint's to keep. */
export const submissionUndo: Undo = {
  possible: false,
  because: 'What was sent for verification can be changed in the dashboard, not taken back.',
};

/** One submission to the onboarding state machine: exactly the fields that it asked for. `path` is where it asked for them. */
export function submitFields(
  client: ProductionClient,
  code: string,
  path: string,
  fields: Readonly<Partial<Record<OnboardingFieldName, string>>>,
): Write<z.infer<typeof submitted>> {
  const names = Object.keys(fields) as OnboardingFieldName[]; // Object.keys widens the keys of a record to string.
  return {
    name: `onboarding.advance.${code}.${names.join('+')}`,
    title: words.submit,
    uses: names.map((name) => fieldQuestions[name].id),
    result: submitted,
    send: async (idempotencyKey) => {
      const answer = await advanceOnboarding(client, { fields, path, idempotencyKey });
      const { status } = answer.value;
      return { result: { status: typeof status === 'string' ? status : 'unknown' }, evidence: answer.evidence };
    },
    undo: submissionUndo,
  };
}
