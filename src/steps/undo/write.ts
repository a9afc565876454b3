import { z } from 'zod';
import type { Answer } from '../../flint/answer.ts';
import { type FlintError, isMissingRoute, isNotFound } from '../../flint/errors.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import type { Entry } from '../../launch/journal/entry.ts';
import type { Made, Write } from '../../launch/write.ts';
import type { ProductionClient } from '../connections.ts';
import { undoPrefix } from '../record.ts';
import { words } from './copy.ts';

const undone = z.object({ undone: z.string() });
export type Undone = z.infer<typeof undone>;

/** The Flint that things are taken back from. */
export interface UndoFlint {
  readonly client: ProductionClient;
  /** Whether the client is bound to the launch's own merchant. Only then does "not there" mean "gone". */
  readonly boundToMerchant: boolean;
}

/** One undo as a write. `what` is the id or the name of what is taken back; `undoes` are the launch's writes that it voids. */
export function undoWrite(
  options: Pick<Write<Undone>, 'name' | 'title' | 'find' | 'send'> & { readonly undoes?: readonly string[] },
): Write<Undone> {
  return {
    uses: [],
    result: undone,
    undo: { possible: false, because: 'It took something back; the launch can make it again.' },
    ...options,
  };
}

/** The name of the undo of a write; each time the write was done again it is another one, under a key of its own. */
export function undoName(entries: readonly Entry[], write: string): string {
  const times = entries.filter((entry) => entry.type === 'finished' && entry.write === write).length;
  return `${undoPrefix}${write}${times > 1 ? `@${times}` : ''}`;
}

/** Looks whether something is gone already; undefined while it is there. */
export async function goneAlready<Value>(
  flint: UndoFlint,
  what: string,
  read: () => Promise<Answer<Value>>,
  isGone: (value: Value) => boolean,
): Promise<Made<Undone> | undefined> {
  return await orGone(flint, what, async () => {
    const { value, evidence } = await read();
    return isGone(value) ? { result: { undone: what }, evidence } : undefined;
  });
}

/** Sends an undo; what somebody else took away in the meantime counts as undone. */
export async function sendUndo(
  flint: UndoFlint,
  what: string,
  send: () => Promise<Answer<unknown>>,
): Promise<Made<Undone>> {
  return await orGone(flint, what, async () => ({ result: { undone: what }, evidence: (await send()).evidence }));
}

/** Nothing is set back that somebody else has set since. */
export function changedMeanwhile(what: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: words.changedMeanwhile(what),
    meaning: 'It is left as it is.',
    remedy: 'Set it in the dashboard if it is to be otherwise.',
    passing: 'final',
    outcome: 'nothing happened',
  });
}

async function orGone<Result extends Made<Undone> | undefined>(
  { boundToMerchant }: UndoFlint,
  what: string,
  ask: () => Promise<Result>,
): Promise<Result | Made<Undone>> {
  try {
    return await ask();
  } catch (error) {
    if (!isNotFound(error) || isMissingRoute(error) || !boundToMerchant) throw error;
    return { result: { undone: what }, evidence: evidenceOf(error) };
  }
}

/** What an error that Flint answered with proves. */
export function evidenceOf(error: FlintError): Made<Undone>['evidence'] {
  const { requestId, method, path, status, evidence } = error;
  return evidence ?? { at: new Date().toISOString(), requestId, method, path, status };
}
