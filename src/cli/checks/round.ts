import type { Check, Checked, Verdict } from '../../checks/check.ts';
import { runChecks } from '../../checks/check.ts';
import { cleanTextWithoutSecrets } from '../../flint/wire/text.ts';
import { failureOf } from '../../launch/failure.ts';
import { explain } from '../../steps/explain.ts';
import type { Attestation, Attestations } from './attestations.ts';
import { copy } from './copy.ts';

/** How an item stands, a person's word included. */
export type Standing = 'done' | 'attested' | 'missing' | "can't tell";

/** A check and what came of it; `verdict` is absent until it was run for the first time. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly verdict: Verdict | undefined;
  readonly checking: boolean;
  readonly attestable: boolean;
  /** Only where it counts: a word never stands above what was seen. */
  readonly attested: Attestation | undefined;
}

/** What a round is made of. `open` gives what the checks look at, anew for each time all of them run. */
export interface RoundOptions<Context> {
  readonly checks: readonly Check<Context>[];
  readonly open: () => Context | Promise<Context>;
  /** Where people's words are kept; absent: nothing can be attested. */
  readonly attestations?: Attestations;
}

/** Several checks, run together, put right one by one. */
export interface Round {
  readonly items: () => readonly Item[];
  /** What is being done at this moment, and what came of the last thing that was. */
  readonly doing: () => { readonly busy?: string; readonly said?: { readonly text: string; readonly worked: boolean } };
  readonly subscribe: (listener: () => void) => () => void;
  /** Runs every check. Throws only when what they look at cannot be opened. */
  readonly checkAll: () => Promise<void>;
  /** Applies the fix of an item, then checks that item again. What goes wrong is said, not thrown. */
  readonly applyFix: (id: string) => Promise<void>;
  readonly attest: (id: string, by: string) => Promise<void>;
  readonly withdraw: (id: string) => Promise<void>;
}

/** How an item stands; undefined until it was checked. What was seen counts before any word. */
export function standingOf({ verdict, attested }: Pick<Item, 'verdict' | 'attested'>): Standing | undefined {
  return verdict?.status === "can't tell" && attested !== undefined ? 'attested' : verdict?.status;
}

export function createRound<Context>(options: RoundOptions<Context>): Round {
  const { checks, open, attestations } = options;
  const verdicts = new Map<string, Verdict>();
  const running = new Set<string>();
  const listeners = new Set<() => void>();
  let doing: ReturnType<Round['doing']> = {};
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const now = (next: typeof doing): void => {
    doing = next;
    changed();
  };

  let looked: { readonly at: Context } | undefined;

  const run = async (wanted: readonly Check<Context>[]): Promise<void> => {
    for (const { id } of wanted) running.add(id);
    changed();
    try {
      looked ??= { at: await open() };
      await runChecks(wanted, looked.at, undefined, ({ id, verdict }: Checked) => {
        verdicts.set(id, verdict);
        running.delete(id);
        changed();
      });
    } finally {
      for (const { id } of wanted) running.delete(id);
      changed();
    }
  };
  const guarded = async (busy: string, work: () => Promise<string>): Promise<void> => {
    if (doing.busy !== undefined) return;
    now({ busy });
    try {
      now({ said: { text: await work(), worked: true } });
    } catch (error) {
      now({ said: { text: inWords(error), worked: false } });
    }
  };
  const titleOf = (id: string): string => checks.find((check) => check.id === id)?.title ?? id;

  return {
    items: () =>
      checks.map(({ id, title, group = '' }) => ({
        id,
        title,
        group,
        verdict: verdicts.get(id),
        checking: running.has(id),
        attestable: attestations !== undefined,
        attested: verdicts.get(id)?.status === "can't tell" ? attestations?.of(id) : undefined,
      })),
    doing: () => doing,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    checkAll: async () => {
      doing = {};
      looked = undefined;
      await run(checks);
    },
    applyFix: async (id) => {
      const fix = verdicts.get(id)?.fix;
      if (fix === undefined) return;
      await guarded(fix.title, async () => {
        const what = await fix.apply();
        await run(checks.filter((check) => check.id === id));
        const status = verdicts.get(id)?.status;
        return status === undefined ? what : copy.fixed(what, status);
      });
    },
    attest: async (id, by) =>
      await guarded(copy.attesting, async () => {
        if (verdicts.get(id)?.status !== "can't tell") return copy.notToBeAttested(titleOf(id));
        await attestations?.attest(id, by);
        return copy.attested(titleOf(id));
      }),
    withdraw: async (id) =>
      await guarded(copy.withdrawing, async () => {
        await attestations?.withdraw(id);
        return copy.withdrawn(titleOf(id));
      }),
  };
}

function inWords(error: unknown): string {
  // A fix that did not work says why in sentences of its own.
  if (error instanceof Error && error.constructor === Error) return cleanTextWithoutSecrets(error.message, '');
  const { headline, meaning, remedy, requestId } = failureOf(error, explain);
  return [headline, meaning, remedy, requestId === undefined ? '' : copy.requestId(requestId)].join(' ').trim();
}
