import { cannotTell } from './cannot-tell.ts';

/** What a verdict rests on: what was looked at, when (RFC 3339), and Flint's request id where a call was made. */
export interface CheckEvidence {
  readonly what: string;
  readonly at: string;
  readonly requestId?: string;
}

/**
 * What a check found. `done` only for what was seen to hold; whatever could not be seen is `can't tell`.
 * `message` is a sentence; `detail` says more; `remedy` says what to do.
 */
export interface Verdict {
  readonly status: 'done' | 'missing' | "can't tell";
  readonly message: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly evidence: readonly CheckEvidence[];
  readonly fix?: Fix;
}

/** What can be put right in place. It is offered, applied only on a person's word, and the check is then run again. */
export interface Fix {
  /** What is done, as an order: `Send the failed deliveries again`. */
  readonly title: string;
  /** What changes by it, and where. */
  readonly effect: string;
  /** Does it, and says in a sentence what was done. Throws when it was not. */
  readonly apply: () => Promise<string>;
}

/** One question about an integration. `id` is stable, `title` is what a person reads; checks of one `group` are shown together. */
export interface Check<Context> {
  readonly id: string;
  readonly title: string;
  readonly group?: string;
  run(context: Context): Promise<Verdict>;
}

/** A check together with its answer. */
export interface Checked {
  readonly id: string;
  readonly title: string;
  readonly group?: string;
  readonly verdict: Verdict;
}

/** How many checks run at the same time, unless told otherwise. */
const checksAtOnce = 4;

/**
 * Runs checks side by side, at most `limit` at a time, and answers in their order. `onChecked` hears of each as it ends. A crashing
 * check answers `can't tell` and why; it never takes the others down.
 */
export async function runChecks<Context>(
  checks: readonly Check<Context>[],
  context: Context,
  limit: number = checksAtOnce,
  onChecked: (checked: Checked) => void = () => undefined,
): Promise<Checked[]> {
  const all: Checked[] = [];
  const waiting = checks.entries();
  const takeTurns = async () => {
    for (const [place, check] of waiting) {
      const { id, title, group } = check;
      const verdict = await judge(check, context);
      const checked = { id, title, ...(group === undefined ? {} : { group }), verdict };
      all[place] = checked;
      onChecked(checked);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, limit) }, takeTurns));
  return all;
}

async function judge<Context>(check: Check<Context>, context: Context): Promise<Verdict> {
  try {
    return await check.run(context);
  } catch (error) {
    return cannotTell(error, new Date().toISOString());
  }
}
