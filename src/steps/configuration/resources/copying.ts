import { FlintError } from '../../../flint/errors.ts';
import { LaunchStopped } from '../../../launch/failure.ts';
import type { Verbs } from '../../../launch/verbs.ts';
import { carryOut } from '../../../recreate/carry-out.ts';
import type { Copy } from '../../../recreate/copies.ts';
import { CopyProblem } from '../../../recreate/copy-problem.ts';
import type { ProductionClient } from '../../connections.ts';
import { explain } from '../../explain.ts';
import { failuresSheet, words } from './copy.ts';
import { copyingProgress } from './progress.ts';
import { copyFailed } from './questions.ts';
import { stoppedHere } from './stopped-here.ts';
import { copyObject } from './writes.ts';

/** One that could not be re-created, and why. */
export interface FailedCopy {
  readonly name: string;
  readonly kind: string;
  readonly from: string;
  readonly headline: string;
  readonly detail: string;
}

/** Most writes under way side by side; the client's traffic may let through fewer at a time. */
const writesAtATime = 12;

/** A server that fails on a few objects may be right about the rest; one that fails on more is in trouble as a whole. */
const mostTroubles = 3;

/**
 * Makes the live twins, each after what it needs, and adds to `newIds` what replaced what. One that fails stops its dependants and nothing
 * else; all of them are shown with their reasons, and tried again if the person wants that. Gives what is still open, in words.
 */
export async function makeCopies(
  step: Verbs,
  client: ProductionClient,
  copies: readonly Copy[],
  newIds: Map<string, string>,
): Promise<readonly string[]> {
  let left = copies;
  let troubles = 0;
  for (let round = 1; left.length > 0; round += 1) {
    const tell = copyingProgress(step, left.length);
    const { failed, heldBack } = await carryOut(left, {
      atATime: writesAtATime,
      concernsItAlone: (error) => {
        if (step.signal.aborted) return false;
        if (isServerTrouble(error)) troubles += 1;
        const isAlone = concernsOneObject(error) || (isServerTrouble(error) && troubles <= mostTroubles);
        if (isAlone) tell('refused');
        return isAlone;
      },
      make: async (copy) => {
        const made = await step.perform(copyObject(client, copy, newIds));
        for (const [from, to] of Object.entries(made)) newIds.set(from, to);
        tell('made');
      },
    });
    if (failed.length === 0) return [];
    const instance = String(round);
    const reasons = failed.map(({ copy, error }) => failedCopy(copy, error));
    step.show(failuresSheet([...reasons, ...heldBack.map(held)]));
    const answer = await step.ask(copyFailed, {
      prompt: copyFailed.title,
      explanation: reasons.slice(0, 1).map(({ name, headline, detail }) => `${name}: ${headline} ${detail}`),
      instance,
      unattended: 'later',
      ...(round === 1 ? { default: 'again' } : {}),
    });
    if (answer === 'later') {
      step.forget(`${copyFailed.id}#${instance}`);
      throw notAllMade(failed);
    }
    const open = new Set([...failed, ...heldBack].map(({ copy }) => copy));
    if (answer === 'go-on') return copies.filter((copy) => open.has(copy)).map(({ name }) => words.openFailed(name));
    left = left.filter((copy) => open.has(copy));
  }
  return [];
}

/** Whether an error is about the object that was sent, and not about the key, the network or the server as a whole. */
function concernsOneObject(error: unknown): boolean {
  if (error instanceof CopyProblem) return true;
  return error instanceof FlintError && ['conflict', 'forbidden', 'invalid', 'not-found'].includes(error.problem);
}

function isServerTrouble(error: unknown): boolean {
  return error instanceof FlintError && ['not-understood', 'unavailable'].includes(error.problem);
}

/**
 * The stop that is a refused copy's own, so that a program learns from the exit code whether Flint said no or the key lacks a scope. Of
 * several, one about the key comes first: it is put right once for all of them.
 */
function notAllMade(failed: readonly { readonly copy: Copy; readonly error: unknown }[]): LaunchStopped {
  const failures = failed.flatMap(({ copy, error }) => {
    const failure = explain(error);
    return failure === undefined ? [] : [{ copy, failure }];
  });
  const told = failures.find(({ failure }) => failure.kind === 'credentials') ?? failures[0];
  if (told === undefined) return stoppedHere(words.notAllMade);
  const { kind, headline, meaning, remedy, requestId } = told.failure;
  return new LaunchStopped({
    kind,
    headline: words.notAllMade,
    meaning: `${told.copy.name}: ${headline} ${meaning} ${words.othersFailed(failed.length - 1)}`.trim(),
    remedy,
    ...(requestId === undefined ? {} : { requestId }),
    passing: 'final',
  });
}

function failedCopy(copy: Copy, error: unknown): FailedCopy {
  const failure = explain(error);
  const reference = failure?.requestId === undefined ? [] : [`Request id: ${failure.requestId}.`];
  return {
    ...shown(copy),
    headline: failure?.headline ?? words.unknownReason,
    detail: [failure?.meaning ?? '', failure?.remedy ?? '', ...reference].filter((part) => part !== '').join(' '),
  };
}

function held({ copy, because }: { readonly copy: Copy; readonly because: Copy }): FailedCopy {
  return { ...shown(copy), headline: words.heldBack(because.name), detail: '' };
}

function shown({ from, kind, name }: Copy): Pick<FailedCopy, 'from' | 'kind' | 'name'> {
  return { from, kind, name };
}
