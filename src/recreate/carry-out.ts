import type { Copy } from './copies.ts';

/** How the copies of a plan came out; together they are all of them. */
export interface CarriedOut {
  readonly made: readonly Copy[];
  /** Refused, or not to be relied on; each for a reason of its own. */
  readonly failed: readonly { readonly copy: Copy; readonly error: unknown }[];
  /** Not begun, because something they need is not there. */
  readonly heldBack: readonly { readonly copy: Copy; readonly because: Copy }[];
}

/**
 * Makes copies side by side, each after what it needs. A failure that concerns one copy alone holds back its dependants and nothing else;
 * any other failure is thrown, after what was under way has come to its end.
 */
export async function carryOut(
  copies: readonly Copy[],
  how: {
    readonly atATime: number;
    readonly make: (copy: Copy) => Promise<void>;
    readonly concernsItAlone: (error: unknown) => boolean;
  },
): Promise<CarriedOut> {
  const made: Copy[] = [];
  const failed: { copy: Copy; error: unknown }[] = [];
  const heldBack: { copy: Copy; because: Copy }[] = [];
  const planned = new Map(copies.map((copy) => [copy.from, copy]));
  const missing = new Map<string, Copy>();
  const finished = new Set<string>();
  const waiting = new Set(copies);
  const running = new Set<Promise<void>>();
  let thrown: { readonly error: unknown } | undefined;

  const begin = (copy: Copy): void => {
    const task = how
      .make(copy)
      .then(
        () => {
          made.push(copy);
          finished.add(copy.from);
        },
        (error: unknown) => {
          if (how.concernsItAlone(error)) failed.push({ copy, error });
          else thrown ??= { error };
          missing.set(copy.from, copy);
        },
      )
      .then(() => void running.delete(task));
    running.add(task);
  };

  const takeUp = (): void => {
    for (const copy of waiting) {
      const because = copy.needs.map((id) => missing.get(id)).find((needed) => needed !== undefined);
      const isReady = copy.needs.every((id) => finished.has(id) || !planned.has(id));
      if (because !== undefined) {
        waiting.delete(copy);
        missing.set(copy.from, because);
        heldBack.push({ copy, because });
      } else if (isReady && thrown === undefined && running.size < how.atATime) {
        waiting.delete(copy);
        begin(copy);
      }
    }
  };

  for (takeUp(); running.size > 0; takeUp()) await Promise.race(running);
  if (thrown !== undefined) throw thrown.error;
  return { made, failed, heldBack };
}

/** The picked copies together with all that they need, in the order of the plan. */
export function withNeeds(copies: readonly Copy[], picked: ReadonlySet<string>): readonly Copy[] {
  const wanted = new Set(picked);
  // What is needed stands before what needs it, so one way backwards meets everything.
  for (const copy of copies.toReversed()) if (wanted.has(copy.from)) for (const id of copy.needs) wanted.add(id);
  return copies.filter(({ from }) => wanted.has(from));
}
