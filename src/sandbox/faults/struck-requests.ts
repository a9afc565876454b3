import type { CallFault } from './fault.ts';

/** How the connection of a struck call ends instead of with a whole answer. */
export type Ending = 'reset' | 'half';

/** What faults did to one request. */
export interface Struck {
  readonly faults: readonly CallFault[];
  /** Absent: the answer goes out whole. */
  ending?: Ending;
}

const requests = new WeakMap<Request, Struck>();

export function noteStruck(request: Request, faults: readonly CallFault[]): Struck {
  const struck: Struck = { faults };
  requests.set(request, struck);
  return struck;
}

/** What faults did to a request; nothing for most. */
export function struckBy(request: Request): Struck | undefined {
  return requests.get(request);
}
