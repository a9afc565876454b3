import type { AnswerSource } from './answers.ts';
import { ask, askSecret } from './asking.ts';
import type { Clock } from './clock.ts';
import { confirmedBefore, confirmMoney } from './confirming.ts';
import type { Engine } from './engine.ts';
import { instant, record, tell, work } from './engine.ts';
import type { Explain, Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import { givenAnswers, recordedProofs } from './given.ts';
import type { Journal } from './journal/journal.ts';
import { standingAnswer, standingConfirmation } from './journal/recall.ts';
import { change, perform } from './performing.ts';
import { createPerson } from './person.ts';
import { recordedAnswers } from './recorded-answers.ts';
import { settle, standingWrite } from './standing-writes.ts';
import type { LaunchControls, LaunchState, StepProgress } from './state.ts';
import { createStateStore } from './state-store.ts';
import type { StepDescription, Verbs } from './verbs.ts';
import type { Pace } from './wait.ts';
import { waitFor } from './waiting.ts';

/** The whole script of a launch. It runs its steps one after the other, each through `step`. */
export type Script = (run: Run) => Promise<void>;

export interface Run {
  /** Runs one step; it is done when its script has run to its end just now. */
  readonly step: <Given>(id: string, script: (verbs: Verbs) => Promise<Given>) => Promise<Given>;
}

export interface LaunchOptions {
  readonly journal: Journal;
  readonly steps: readonly StepDescription[];
  readonly script: Script;
  readonly explain: Explain;
  readonly clock: Clock;
  readonly sources: readonly AnswerSource[];
  /** Why typed text must not be written down, in a sentence; undefined when it may. The journal never holds a secret. */
  readonly mustNotKeep: (text: string) => string | undefined;
  /** Ids of questions on whose answers every write depends, such as whose account it is; one that is sent locks them. */
  readonly boundTo?: readonly string[];
  /** Whether a person sits at a terminal and can be asked. */
  readonly interactive: boolean;
  /** Whether this run only looks: it stops at the first thing that would be asked, written or changed. */
  readonly lookOnly?: boolean;
  readonly pace: Pace;
  /** How long one wait may last when nobody watches, in milliseconds; absent: for ever. */
  readonly patience?: number;
}

/** How a run ended. `finished` means that every step's script ran to its end in this run, whenever the person left. */
export type Outcome =
  | { readonly kind: 'finished' }
  | { readonly kind: 'left'; readonly interrupted: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Launch extends LaunchControls {
  /** Runs the script until it is finished, the person leaves, or, without a person, it fails. Called once. */
  readonly run: () => Promise<Outcome>;
}

/** Makes a launch out of its journal and its script. Nothing happens before `run`. */
export function createLaunch(options: LaunchOptions): Launch {
  const { journal, clock, explain } = options;
  const state = createStateStore(initialState(options));
  const person = createPerson();
  let next: 'leave' | 'again' | undefined;
  let interrupted = false;
  /** What went wrong outside the script; its next run stops at it. */
  let trouble: { readonly error: unknown } | undefined;
  let ending = new AbortController();

  const end = (how: 'leave' | 'again'): void => {
    if (next !== 'leave') next = how;
    ending.abort();
  };

  const once = async (signal: AbortSignal): Promise<Failure | undefined> => {
    let current = options.steps[0]?.id ?? '';
    const engine: Engine = { ...options, state, person, signal, attempts: new Map(), step: () => current };
    state.clearSheet();
    state.change({
      happenings: [],
      proofs: [],
      answers: givenAnswers(journal),
      steps: options.steps.map((step): StepProgress => ({ ...step, status: 'upcoming' })),
    });
    const step: Run['step'] = async (id, script) => {
      signal.throwIfAborted();
      current = id;
      state.clearSheet();
      state.change({ current: id, steps: marked(state.get().steps, id, { status: 'current' }) });
      const given = await script(verbsOf(engine));
      state.change({
        steps: marked(state.get().steps, id, { status: 'done' }),
        answers: givenAnswers(journal),
      });
      return given;
    };
    try {
      const met = trouble;
      trouble = undefined;
      if (met) throw met.error;
      await options.script({ step });
      return undefined;
    } catch (error) {
      state.change({ answers: givenAnswers(journal) });
      return failureOf(error, explain);
    }
  };

  const run = async (): Promise<Outcome> => {
    for (;;) {
      ending = new AbortController();
      const failure = await once(ending.signal);
      const reached: Outcome | undefined =
        next !== undefined ? undefined : failure ? { kind: 'failed', failure } : { kind: 'finished' };
      if (reached) {
        state.change({ moment: reached });
        if (!options.interactive) return reached;
        await aborted(ending.signal);
      }
      const taken = next;
      next = undefined;
      if (taken === 'leave') return reached?.kind === 'finished' ? reached : { kind: 'left', interrupted };
    }
  };

  return {
    run,
    getState: state.get,
    subscribe: state.subscribe,
    answer: (given) => person.give({ given }),
    decline: () => person.give('declined'),
    lookNow: () => person.rouse(undefined),
    take: (way) => person.rouse(way),
    tryAgain: () => end('again'),
    leave: (how) => {
      interrupted = how === 'interrupted';
      end('leave');
    },
    reconsider: (key) => {
      const given = givenAnswers(journal).find((answer) => answer.key === key);
      if (given === undefined || given.locked !== undefined) return;
      try {
        journal.append({ type: 'withdrawn', at: clock.now().toISOString(), key });
      } catch (error) {
        trouble = { error };
      }
      end('again');
    },
  };
}

function verbsOf(engine: Engine): Verbs {
  const { journal, state } = engine;
  return {
    launchId: journal.header.id,
    target: journal.header.target,
    now: engine.clock.now,
    signal: engine.signal,
    observe: async (title, look) => {
      work(engine, title);
      const seen = await look();
      engine.signal.throwIfAborted();
      return seen;
    },
    ask: (question, circumstances) => ask(engine, question, circumstances),
    ...recordedAnswers(() => journal.entries()),
    askSecret: (question, circumstances, keeping) => askSecret(engine, question, circumstances, keeping),
    confirmMoney: (question, circumstances) => confirmMoney(engine, question, circumstances),
    confirmed: (question, instance) => confirmedBefore(engine, question, instance),
    perform: (write) => perform(engine, write),
    standing: (write) => standingWrite(engine, write),
    settle: (isIt, seen) => settle(engine, isIt, seen),
    change: (title, make) => change(engine, title, make),
    waitFor: (wait) => waitFor(engine, wait),
    show: (sheet) => state.change({ sheet }),
    tell: (text, kind = 'observed') => tell(engine, { kind, text }),
    prove: (name, text, evidence) => {
      const known = recordedProofs(journal).some((proof) => proof.name === name);
      if (!known) {
        record(engine, { type: 'proved', at: instant(engine), name, step: engine.step(), text, evidence });
      }
      const others = state.get().proofs.filter((proof) => proof.name !== name);
      state.change({ proofs: [...others, { name, step: engine.step(), text, evidence }] });
      tell(engine, {
        kind: 'proved',
        text,
        ...(evidence.requestId === undefined ? {} : { requestId: evidence.requestId }),
      });
    },
    proofs: () =>
      state.get().proofs.map(({ text, evidence }) => ({ text, requestId: evidence.requestId, at: evidence.at })),
    accountName: () => state.get().account?.name ?? state.get().account?.merchantId ?? 'this account',
    identify: (account) => state.change({ account }),
    note: (text, id = engine.step()) => {
      const steps = state.get().steps.map((step): StepProgress => {
        if (step.id !== id) return step;
        const { note: _old, ...rest } = step;
        return text === undefined ? rest : { ...rest, note: text };
      });
      state.change({ steps });
    },
    forget: (key) => {
      const entries = journal.entries();
      if (standingAnswer(entries, key) ?? standingConfirmation(entries, key)) {
        record(engine, { type: 'withdrawn', at: instant(engine), key });
      }
    },
  };
}

function initialState({ journal, steps, clock }: LaunchOptions): LaunchState {
  const { name, target, folder, startedAt } = journal.header;
  return {
    launch: { name, target, folder, startedAt, resumed: journal.entries().length > 0 },
    steps: steps.map((step): StepProgress => ({ ...step, status: 'upcoming' })),
    current: steps[0]?.id ?? '',
    moment: { kind: 'working', title: 'Starting', since: clock.now().toISOString() },
    happenings: [],
    answers: givenAnswers(journal),
    proofs: [],
  };
}

function marked(steps: readonly StepProgress[], id: string, change: Partial<StepProgress>): readonly StepProgress[] {
  return steps.map((step) => (step.id === id ? { ...step, ...change } : step));
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
