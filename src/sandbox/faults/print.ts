import type { CallEffect, CallRange, DeliveryEffect, Fault } from './fault.ts';

/** A fault in the grammar it is read from: reading the text again gives an equal fault. */
export function printFault({ target, calls, effect }: Fault): string {
  const route =
    target.kind === 'route'
      ? [target.method, target.path]
      : target.kind === 'operation'
        ? [target.operation]
        : ['DELIVERY', target.eventType];
  return [target.mode, ...route, printCalls(calls), ...printEffect(effect)]
    .filter((word) => word !== undefined)
    .join(' ');
}

function printCalls({ first, last }: CallRange): string {
  if (last === undefined) return first === 1 ? 'every' : `#${first}-`;
  return last === first ? `#${first}` : `#${first}-${last}`;
}

function printEffect(effect: CallEffect | DeliveryEffect): readonly (string | undefined)[] {
  const late = 'afterCommit' in effect && effect.afterCommit ? 'after-commit' : undefined;
  switch (effect.kind) {
    case 'status': {
      const { status, code, retryAfter } = effect;
      const wait = retryAfter && `retry-after=${retryAfter.form === 'date' ? 'date:' : ''}${retryAfter.seconds}`;
      return [`status=${status}`, code && `code=${code}`, wait, late];
    }
    case 'html-page':
      return [effect.status === 502 ? effect.kind : `html-page=${effect.status}`, late];
    case 'delay': {
      const { milliseconds } = effect;
      return [milliseconds % 1000 === 0 ? `delay=${milliseconds / 1000}s` : `delay=${milliseconds}ms`, late];
    }
    case 'redirect':
      return [effect.to === undefined ? effect.kind : `redirect=${effect.to}`];
    case 'unknown-enum':
      return [effect.field === undefined ? effect.kind : `unknown-enum=${effect.field}`];
    default:
      return [effect.kind];
  }
}
