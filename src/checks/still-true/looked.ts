import type { Answer, Evidence } from '../../flint/answer.ts';
import { FlintError } from '../../flint/errors.ts';
import { explain } from '../../flint/sentences.ts';
import type { CheckEvidence, Verdict } from '../check.ts';
import type { CheckContext } from '../context.ts';

/** The client that a check needs, and the verdict where there is none. */
export type Production = NonNullable<CheckContext['production']>;

/** What an answer proves, for a verdict. */
export function evidenceOf(what: string, { at, requestId }: Evidence): CheckEvidence {
  return { what, at, ...(requestId === undefined ? {} : { requestId }) };
}

/**
 * Looks at something in production and judges it. Without a key, and where Flint does not answer, nobody can tell; `gone` is the
 * verdict where Flint says that the thing is not there.
 */
export async function lookedAt<Value>(
  { production, withoutProduction }: CheckContext,
  what: string,
  read: (client: Production) => Promise<Answer<Value>>,
  judge: (value: Value, client: Production) => Omit<Verdict, 'evidence'>,
  gone?: Omit<Verdict, 'evidence'>,
): Promise<Verdict> {
  if (production === undefined) {
    const detail = withoutProduction === undefined ? {} : { detail: withoutProduction };
    return { status: "can't tell", message: `Nobody could look: ${what}.`, ...detail, evidence: [] };
  }
  try {
    const { value, evidence } = await read(production);
    return { ...judge(value, production), evidence: [evidenceOf(what, evidence)] };
  } catch (error) {
    if (!(error instanceof FlintError)) throw error;
    const evidence = error.evidence === undefined ? [] : [evidenceOf(what, error.evidence)];
    if (gone !== undefined && error.problem === 'not-found') return { ...gone, evidence };
    const { headline, meaning, remedy } = explain(error);
    return { status: "can't tell", message: headline, detail: meaning, remedy, evidence };
  }
}
