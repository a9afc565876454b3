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
  const queue = new Queue(copies);
  const running = new Set<Promise<void>>();
  let thrown: { readonly error: unknown } | undefined;

  const begin = (copy: Copy): void => {
    const task = how
      .make(copy)
      .then(
        () => {
          made.push(copy);
          queue.finished(copy);
        },
        (error: unknown) => {
          if (how.concernsItAlone(error)) failed.push({ copy, error });
          else thrown ??= { error };
          heldBack.push(...queue.dropDependantsOf(copy).map((dependant) => ({ copy: dependant, because: copy })));
        },
      )
      .then(() => void running.delete(task));
    running.add(task);
  };

  const takeUp = (): void => {
    while (thrown === undefined && running.size < how.atATime) {
      const copy = queue.next();
      if (copy === undefined) return;
      begin(copy);
    }
  };

  for (takeUp(); running.size > 0; takeUp()) await Promise.race(running);
  if (thrown !== undefined) throw thrown.error;
  return { made, failed, heldBack };
}

/** Copies in the order of the plan, each given out once everything that it needs is finished. */
class Queue {
  readonly #ready: Copy[] = [];
  /** How many copies each that is not ready still waits for. */
  readonly #waitsFor = new Map<Copy, number>();
  readonly #dependants = new Map<string, Copy[]>();

  constructor(copies: readonly Copy[]) {
    const planned = new Set(copies.map(({ from }) => from));
    for (const copy of copies) {
      const needs = new Set(copy.needs.filter((id) => planned.has(id)));
      if (needs.size === 0) this.#ready.push(copy);
      else this.#waitsFor.set(copy, needs.size);
      for (const id of needs) this.#dependants.set(id, [...(this.#dependants.get(id) ?? []), copy]);
    }
    this.#ready.reverse();
  }

  /** One that is ready, and no longer in the queue. */
  next(): Copy | undefined {
    return this.#ready.pop();
  }

  finished({ from }: Copy): void {
    for (const dependant of (this.#dependants.get(from) ?? []).toReversed()) {
      const left = this.#waitsFor.get(dependant);
      if (left === undefined) continue;
      this.#waitsFor.set(dependant, left - 1);
      if (left > 1) continue;
      this.#waitsFor.delete(dependant);
      this.#ready.push(dependant);
    }
  }

  /** Everything that needs this one, directly or not, leaves the queue. */
  dropDependantsOf({ from }: Copy): readonly Copy[] {
    return (this.#dependants.get(from) ?? []).flatMap((dependant) =>
      this.#waitsFor.delete(dependant) ? [dependant, ...this.dropDependantsOf(dependant)] : [],
    );
  }
}

/** The picked copies together with all that they need, in the order of the plan. */
export function withNeeds(copies: readonly Copy[], picked: ReadonlySet<string>): readonly Copy[] {
  const wanted = new Set(picked);
  // What is needed stands before what needs it, so one way backwards meets everything.
  for (const copy of copies.toReversed()) if (wanted.has(copy.from)) for (const id of copy.needs) wanted.add(id);
  return copies.filter(({ from }) => wanted.has(from));
}
