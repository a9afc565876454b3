import type { Mode } from '../state/plane.ts';
import type { CallFault, CallTarget, DeliveryFault, DeliveryTarget, Fault } from './fault.ts';
import { operations } from './operations.ts';

/** A call as the sandbox sees it before it does anything. */
export interface ArrivingCall {
  readonly method: string;
  readonly path: string;
  /** The plane its key names; absent for a call without a key. */
  readonly mode?: Mode | undefined;
}

/** A delivery that is about to be made. */
export interface DepartingDelivery {
  readonly eventType: string;
  readonly mode: Mode;
}

export function isCallFault(fault: Fault): fault is CallFault {
  return fault.target.kind !== 'delivery';
}

export function isDeliveryFault(fault: Fault): fault is DeliveryFault {
  return fault.target.kind === 'delivery';
}

/** Whether the target names this call; a path pattern is compared segment by segment. */
export function namesCall(target: CallTarget, call: ArrivingCall): boolean {
  if (target.mode !== undefined && target.mode !== call.mode) return false;
  const [method, path] = target.kind === 'route' ? [target.method, target.path] : routeOf(target.operation);
  return (method === '*' || method === call.method) && matchesPath(path, call.path);
}

export function namesDelivery(target: DeliveryTarget, delivery: DepartingDelivery): boolean {
  if (target.mode !== undefined && target.mode !== delivery.mode) return false;
  const parts = target.eventType.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.*')}$`).test(delivery.eventType);
}

function routeOf(operation: string): [string, string] {
  const [method = '', path = ''] = operations.get(operation)?.split(' ') ?? [];
  return [method, path];
}

function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const found = path.split('/');
  const open = wanted.at(-1) === '**';
  if (open ? found.length < wanted.length : found.length !== wanted.length) return false;
  return wanted.every((segment, place) => {
    const actual = found[place] ?? '';
    if (segment === '**') return true;
    return segment === '*' || /^\{\w+\}$/.test(segment) ? actual !== '' : segment === actual;
  });
}
