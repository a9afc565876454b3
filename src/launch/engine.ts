import type { AnswerSource } from './answers.ts';
import type { Clock } from './clock.ts';
import type { Explain } from './failure.ts';
import { givenAnswers } from './given.ts';
import type { Entry } from './journal/entry.ts';
import type { Journal } from './journal/journal.ts';
import type { Happening } from './state.ts';
import type { StateStore } from './state-store.ts';
import type { Pace } from './wait.ts';

/** What the verbs of one run share. */
export interface Engine {
  readonly journal: Journal;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly explain: Explain;
  readonly sources: readonly AnswerSource[];
  /** Why typed text must not be written down, in a sentence; undefined when it may. */
  readonly mustNotKeep: (text: string) => string | undefined;
  /** How often each source has given an answer to the attempts of a question in this run. */
  readonly attempts: Map<string, number>;
  /** Ids of questions on whose answers every write depends, such as whose account it is; one that is sent locks them. */
  readonly boundTo?: readonly string[];
  /** Whether a person sits at a terminal and can be asked. */
  readonly interactive: boolean;
  /** Whether this run only looks: it stops at the first thing that would be asked, written or changed. */
  readonly lookOnly?: boolean;
  readonly pace: Pace;
  /** How long one wait may last when nobody watches, in milliseconds; absent: for ever. */
  readonly patience?: number;
  readonly person: Person;
  /** Aborts when this run of the script ends: the person left, tries again or changes an answer. */
  readonly signal: AbortSignal;
  readonly step: () => string;
}

/** What the person did, as far as a verb waits for it. */
export interface Person {
  /** Resolves with what was typed or picked, or with `declined`. */
  readonly reply: (signal: AbortSignal) => Promise<{ readonly given: string } | 'declined'>;
  /** Resolves when the person looks now (undefined) or takes a way out (its id). */
  readonly stir: (signal: AbortSignal) => Promise<string | undefined>;
}

export function instant(engine: Engine): string {
  return engine.clock.now().toISOString();
}

/** Puts an entry into the journal, and what follows from it into the state. */
export function record(engine: Engine, entry: Entry): void {
  engine.journal.append(entry);
  engine.state.change({ answers: givenAnswers(engine.journal) });
}

export function tell(engine: Engine, happening: Omit<Happening, 'at' | 'step'>): void {
  engine.state.add({ at: instant(engine), step: engine.step(), ...happening });
}

export function work(engine: Engine, title: string): void {
  engine.signal.throwIfAborted();
  engine.state.change({ moment: { kind: 'working', title, since: instant(engine) } });
}
