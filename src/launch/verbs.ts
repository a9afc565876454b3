import type { Json } from './json.ts';
import type {
  Circumstances,
  Confirmation,
  MoneyCircumstances,
  MoneyQuestion,
  Question,
  SecretCircumstances,
} from './question.ts';
import type { Sheet } from './sheet.ts';
import type { TargetName } from './state.ts';
import type { Wait, Waited } from './wait.ts';
import type { Evidence, Undo, Write } from './write.ts';

/** How a secret answer is kept, since the journal never holds one. */
export interface Keeping<Answer> {
  /** Looks where it was stored before; nobody is asked when it is there. */
  readonly recall: () => Promise<Answer | undefined>;
  /** Stores it; the answer counts only after that. */
  readonly keep: (answer: Answer) => Promise<void>;
  /** Where it went and what it looks like masked: `flint_live_…9f2c, in .env.production`. */
  readonly shown: (answer: Answer) => string;
}

/** How far a write is: never begun (or refused, which is the same), sent with an unknown outcome, or done. */
export type WriteStanding<Result> =
  | { readonly kind: 'not begun' }
  | { readonly kind: 'open' }
  | { readonly kind: 'finished'; readonly result: Result; readonly evidence: Evidence };

/**
 * What a step's script can say (design, "a launch is a durable script"). A script is run from its top at every start:
 * finished writes and given answers come out of the journal at once, observations are made afresh.
 */
export interface Verbs {
  /** Random id of this launch; part of the markers on what it makes. */
  readonly launchId: string;
  readonly target: TargetName;
  /** The instant of the engine's clock. */
  readonly now: () => Date;
  /** Aborts when the person leaves. */
  readonly signal: AbortSignal;
  /** Reads from Flint or from the project. Read again at every run: the server is the truth. */
  readonly observe: <Seen>(title: string, look: () => Promise<Seen>) => Promise<Seen>;
  /** Puts a question. An answer in the journal is used, and nobody is asked twice. */
  readonly ask: <Answer>(question: Question<Answer>, circumstances: Circumstances<Answer>) => Promise<Answer>;
  /** The answer that stands already, without asking anybody; undefined when there is none. */
  readonly answered: <Answer>(question: Question<Answer>, instance?: string) => Answer | undefined;
  /** When the answer that stands was given, RFC 3339; undefined when there is none. */
  readonly answeredAt: (question: { readonly id: string }, instance?: string) => string | undefined;
  /** Every answer to a question that stands, with its instance where it has one. */
  readonly answersTo: <Answer>(
    question: Question<Answer>,
  ) => readonly { readonly instance: string | undefined; readonly answer: Answer }[];
  /** Every answer to a question that was ever given in this launch, those that stand no more included. */
  readonly everAnswered: <Answer>(question: Question<Answer>) => readonly Answer[];
  /** Asks for a secret, which goes where `keeping` says and nowhere else. */
  readonly askSecret: <Answer>(
    question: Question<Answer>,
    circumstances: SecretCircumstances<Answer>,
    keeping: Keeping<Answer>,
  ) => Promise<Answer>;
  /** Asks for the typed confirmation of an amount. */
  readonly confirmMoney: (question: MoneyQuestion, circumstances: MoneyCircumstances) => Promise<Confirmation>;
  /** The confirmation that stands already, without asking anybody; undefined when there is none. */
  readonly confirmed: (question: MoneyQuestion, instance?: string) => Confirmation | undefined;
  /** Does one write under one Idempotency-Key. A finished write is never sent again; its result comes from the journal. */
  readonly perform: <Result, Shown = never>(write: Write<Result, Shown>) => Promise<Result>;
  /** How far a write is in the journal, without doing anything; a finished one with its result. */
  readonly standing: <Result>(write: Pick<Write<Result>, 'name' | 'result'>) => WriteStanding<Result>;
  /**
   * Closes the intentions whose writes are seen to have taken effect, although their answers were lost and the script has
   * no more reason to send them.
   */
  readonly settle: (
    isIt: (write: string) => boolean,
    seen: { readonly result: Json; readonly evidence: Evidence; readonly undo: Undo },
  ) => void;
  /**
   * Makes a change on this machine that may be made again without harm, such as rewriting a file. Nothing is recorded:
   * whether it is needed is seen by looking.
   */
  readonly change: (title: string, make: () => Promise<void>) => Promise<void>;
  /** Looks again and again until the wait is over, or the person takes one of its ways out. */
  readonly waitFor: <Seen, Way extends string = never>(wait: Wait<Seen, Way>) => Promise<Waited<Seen, Way>>;
  /** Shows a sheet; the next one replaces it. */
  readonly show: (sheet: Sheet) => void;
  /** Says once that something was seen or has changed. */
  readonly tell: (text: string, kind?: 'observed' | 'changed') => void;
  /** Records that something is proved, and by which request. */
  readonly prove: (name: string, text: string, evidence: Evidence) => void;
  /** Everything proved so far in this run; what earlier runs proved is proved again on the way. */
  readonly proofs: () => readonly {
    readonly text: string;
    readonly requestId?: string | undefined;
    /** RFC 3339. */
    readonly at: string;
  }[];
  /** The account's name as the header shows it; its id where the name is not known. */
  readonly accountName: () => string;
  /** Says who the account is, for the header of every screen. */
  readonly identify: (account: { readonly merchantId: string; readonly name?: string }) => void;
  /** Leaves a note on a step, the current one by default, that later steps still show, such as "under review"; undefined takes it away. */
  readonly note: (text: string | undefined, step?: string) => void;
  /** Takes an answer or a confirmation back, so that the next `ask` or `confirmMoney` puts the question again. */
  readonly forget: (answerKey: string) => void;
}

/** One step of the launch: its names, and the questions it can ask. */
export interface StepDescription {
  readonly id: string;
  readonly title: string;
  readonly short: string;
}
