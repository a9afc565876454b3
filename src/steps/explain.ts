import { HandlerProblem } from '../checks/handler/handler-problem.ts';
import { FlintError } from '../flint/errors.ts';
import { explain as explainFlint } from '../flint/sentences.ts';
import type { Explain, Failure, FailureKind } from '../launch/failure.ts';
import { CopyProblem } from '../recreate/copy-problem.ts';
import { SecretProblem } from '../secrets/secret-problem.ts';
import { RewriteProblem } from '../sweep/rewrite-problem.ts';

/** Puts the errors of the rooms that the steps use into a failure's words. Undefined for what none of them knows. */
export const explain: Explain = (error) => {
  if (error instanceof FlintError) return failureOfFlint(error);
  if (error instanceof SecretProblem || error instanceof RewriteProblem) {
    const { headline, meaning, remedy } = error;
    return { kind: 'refused', headline, meaning, remedy, passing: 'final' };
  }
  if (error instanceof HandlerProblem) {
    return {
      kind: 'refused',
      headline: 'The handler cannot be tried.',
      meaning: error.message,
      remedy: 'Put that right and try again, or go back (b) and leave this out.',
      passing: 'final',
      outcome: 'nothing happened',
    };
  }
  if (error instanceof CopyProblem) {
    const { headline, meaning, remedy, outcome } = error;
    return { kind: 'refused', headline, meaning, remedy, passing: 'final', outcome };
  }
  return undefined;
};

function failureOfFlint(error: FlintError): Failure {
  return {
    ...explainFlint(error, { withRequestId: false }),
    kind: kindOf(error),
    passing: isPassing(error) ? 'transient' : 'final',
    ...outcomeOf(error),
    ...(error.code === 'IDEMPOTENCY_KEY_REUSED' ? { keySpent: true } : {}),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    ...(error.retryAfterSeconds === undefined ? {} : { restMilliseconds: error.retryAfterSeconds * 1_000 }),
  };
}

/** A failed read says nothing about the write that it belongs to, such as reading back what was made. */
function outcomeOf(error: FlintError): Pick<Failure, 'outcome'> {
  if (error.method === undefined || error.method === 'GET') return {};
  return { outcome: error.outcome === 'unknown' ? 'unknown' : 'nothing happened' };
}

function kindOf(error: FlintError): FailureKind {
  switch (error.problem) {
    case 'network':
    case 'timeout':
    case 'aborted':
      return 'network';
    case 'wrong-key':
    case 'wrong-mode':
    case 'mode-not-proven':
    case 'wrong-merchant':
    case 'merchant-not-proven':
    case 'unauthorized':
    case 'forbidden':
      return 'credentials';
    default:
      return 'refused';
  }
}

/** Whether the same look may succeed by itself a little later. */
function isPassing(error: FlintError): boolean {
  return ['network', 'timeout', 'rate-limited', 'unavailable', 'not-understood'].includes(error.problem);
}
