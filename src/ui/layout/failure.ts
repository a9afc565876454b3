import type { Failure } from '../../launch/failure.ts';
import { copy } from '../copy.ts';
import type { Line } from './line.ts';
import { emptyLine, indent, quiet, span } from './line.ts';
import { breakAnywhere, wrap } from './wrap.ts';

/** A failure in lines: what happened, what it means, what to do, the request id, and the stack of a fault of ours. */
export function layoutFailure(failure: Failure, width: number): Line[] {
  const inner = Math.max(1, width - 2);
  const outcome = failure.outcome === 'unknown' ? wrap(copy.outcomeUnknown, inner) : [];
  const request = failure.requestId === undefined ? [] : wrap(copy.requestId(failure.requestId), inner, quiet);
  // Made harmless, a stack is one line; its parts begin with `at`.
  const stack = (failure.stack ?? '').split(/\n|\s{3,}(?=at )/).filter((line) => line.trim() !== '');
  return [
    ...wrap(failure.headline, width, { tone: 'attention', bold: true }),
    emptyLine,
    ...indent([...wrap(failure.meaning, inner), ...outcome, emptyLine, ...wrap(failure.remedy, inner)], 2),
    ...(request.length === 0 ? [] : [emptyLine, ...indent(request, 2)]),
    ...(stack.length === 0
      ? []
      : [
          emptyLine,
          ...stack.flatMap((line) => breakAnywhere(line.trim(), inner).map((piece) => [span(piece, quiet)])),
        ]),
  ];
}
