import type { CallFault, DeliveryFault, Fault } from './fault.ts';
import {
  type ArrivingCall,
  type DepartingDelivery,
  isCallFault,
  isDeliveryFault,
  namesCall,
  namesDelivery,
} from './matching.ts';

/** A fault that is in force, and what has become of it so far. */
export interface FaultInForce {
  readonly fault: Fault;
  /** How many calls its route has matched since it was added. */
  readonly calls: number;
  /** How many of them it struck. */
  readonly struck: number;
}

/** The faults of a running sandbox. They live in memory and are gone after a restart. */
export interface Faults {
  /** Puts more faults in force, after those that are; their calls are counted from now on. */
  add(faults: readonly Fault[]): void;
  /** Ends all faults. */
  clear(): void;
  list(): readonly FaultInForce[];
}

/** The faults, and the counting of what they strike. Every retry and every replay is a call of its own. */
export interface FaultPlan extends Faults {
  /** Counts a call and answers with the faults that strike it, in the order in which they were added. */
  strikeCall(call: ArrivingCall): readonly CallFault[];
  strikeDelivery(delivery: DepartingDelivery): readonly DeliveryFault[];
}

export function planFaults(initial: readonly Fault[] = []): FaultPlan {
  let inForce: Counted[] = [];
  const add = (faults: readonly Fault[]): void => {
    inForce.push(...faults.map((fault) => ({ fault, calls: 0, struck: 0 })));
  };
  add(initial);
  return {
    add,
    clear() {
      inForce = [];
    },
    list: () => inForce.map((one) => ({ ...one })),
    strikeCall: (call) =>
      inForce
        .filter(({ fault }) => isCallFault(fault) && namesCall(fault.target, call))
        .filter(strikes)
        .map(({ fault }) => fault)
        .filter(isCallFault),
    strikeDelivery: (delivery) =>
      inForce
        .filter(({ fault }) => isDeliveryFault(fault) && namesDelivery(fault.target, delivery))
        .filter(strikes)
        .map(({ fault }) => fault)
        .filter(isDeliveryFault),
  };
}

interface Counted {
  readonly fault: Fault;
  calls: number;
  struck: number;
}

/** Counts one more call and tells whether it is one of those that are struck. */
function strikes(one: Counted): boolean {
  one.calls += 1;
  const { first, last = Number.POSITIVE_INFINITY } = one.fault.calls;
  const struck = one.calls >= first && one.calls <= last;
  if (struck) one.struck += 1;
  return struck;
}
