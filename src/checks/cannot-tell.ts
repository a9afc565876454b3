import { FlintError } from '../flint/errors.ts';
import { explain } from '../flint/sentences.ts';
import { cleanTextWithoutSecrets } from '../flint/wire/text.ts';
import type { Verdict } from './check.ts';

/**
 * The verdict of a check that ended with an error: what could not be had, and why. A refusal of Flint's is put into sentences and
 * keeps its request id. `at`: when it was tried (RFC 3339).
 */
export function cannotTell(error: unknown, at: string): Verdict {
  if (error instanceof FlintError) {
    const { headline, meaning, remedy } = explain(error, { withRequestId: false });
    const { method, path, requestId, evidence } = error;
    const called = method === undefined || path === undefined ? undefined : `${method} ${path}`;
    return {
      status: "can't tell",
      message: `This could not be checked. ${headline}`,
      detail: meaning,
      remedy,
      evidence:
        called === undefined
          ? []
          : [{ what: called, at: evidence?.at ?? at, ...(requestId === undefined ? {} : { requestId }) }],
    };
  }
  const why = error instanceof Error ? error.message : String(error);
  return {
    status: "can't tell",
    message: 'This could not be checked.',
    detail: cleanTextWithoutSecrets(why, '') || 'The check ended without saying why.',
    evidence: [],
  };
}
