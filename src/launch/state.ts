import type { Failure } from './failure.ts';
import type { Amount, Choice, QuestionKind } from './question.ts';
import type { Sheet } from './sheet.ts';
import type { WayOut } from './wait.ts';
import type { Evidence } from './write.ts';

/** What a launch talks to and whether money is real (design, "Targets, modes and money"). */
export type TargetName = 'live' | 'sandbox' | 'embedded';

/** One of the steps, and how far it is in this run. A step is `done` only when its script ran to its end just now. */
export interface StepProgress {
  readonly id: string;
  /** The guide's name of it. */
  readonly title: string;
  /** A word or two, for the line of all steps. */
  readonly short: string;
  readonly status: 'upcoming' | 'current' | 'done';
  /** What is still open about a step that was left behind, for instance that Flint is still reviewing. */
  readonly note?: string;
}

/** Something that happened in this run, said once. */
export interface Happening {
  readonly at: string;
  readonly step: string;
  readonly kind: 'observed' | 'answered' | 'performed' | 'adopted' | 'remembered' | 'proved' | 'changed' | 'refused';
  readonly text: string;
  readonly requestId?: string;
}

/** A question that waits for the person. */
export interface OpenQuestion {
  readonly id: string;
  /** The id, and the instance where the question is asked several times. The key of its answer in the journal. */
  readonly key: string;
  readonly step: string;
  readonly kind: QuestionKind;
  readonly prompt: string;
  readonly explanation: readonly string[];
  readonly choices: readonly Choice[];
  readonly flag?: string;
  /** The default, as it would be typed or picked; several values with commas between. Never present for a secret. */
  readonly initial?: string;
  /** Whether Enter alone answers with a default. */
  readonly hasDefault: boolean;
  /** Why the last answer was not taken. */
  readonly problem?: string;
  /** True while the answer is being looked at. */
  readonly checking: boolean;
  /** For money: what has to be typed, and how much moves. */
  readonly money?: { readonly phrase: string; readonly amount: Amount; readonly declined: string };
}

/** What is going on at this instant. Exactly one of these at a time. */
export type Moment =
  | { readonly kind: 'working'; readonly title: string; readonly since: string }
  | { readonly kind: 'asking'; readonly question: OpenQuestion }
  | {
      readonly kind: 'waiting';
      readonly id: string;
      readonly title: string;
      readonly since: string;
      readonly lastLookAt?: string;
      readonly nextLookAt: string;
      readonly ways: readonly WayOut[];
      /** Why the last look failed, when it did; the wait goes on. */
      readonly trouble?: string;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'finished' };

/** Something for a person who looks elsewhere while the launch waits, such as that the account is ready now. */
export interface Notice {
  readonly text: string;
  readonly at: string;
}

/** An answer given so far. Locked ones were used by a write that was sent, and the reason says which. */
export interface GivenAnswer {
  readonly key: string;
  readonly step: string;
  readonly title: string;
  readonly shown: string;
  readonly locked?: string;
}

/** A proof gathered so far: what was proved, by which request. */
export interface Proof {
  readonly name: string;
  readonly step: string;
  readonly text: string;
  readonly evidence: Evidence;
}

/** Everything that a person or a program is shown of a launch. Renderers know nothing else. */
export interface LaunchState {
  readonly launch: {
    readonly name: string;
    readonly target: TargetName;
    readonly folder: string;
    readonly startedAt: string;
    /** Whether this run goes on with a launch that an earlier run began. */
    readonly resumed: boolean;
  };
  readonly account?: { readonly merchantId: string; readonly name?: string };
  readonly steps: readonly StepProgress[];
  /** The id of the step that runs or ran last. */
  readonly current: string;
  /** What the current step shows. */
  readonly sheet?: Sheet;
  readonly moment: Moment;
  /** The last turn that a wait took; a renderer says each once. */
  readonly notice?: Notice;
  readonly happenings: readonly Happening[];
  readonly answers: readonly GivenAnswer[];
  readonly proofs: readonly Proof[];
}

/** What a renderer may do to a launch. */
export interface LaunchControls {
  readonly getState: () => LaunchState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Answers the open question. Text for text, secret and money questions; the value of a choice, or several with commas between. */
  readonly answer: (given: string) => void;
  /** Declines an open money question; it is asked again in the next run. */
  readonly decline: () => void;
  /** Looks now instead of at the next look. */
  readonly lookNow: () => void;
  /** Takes one of the ways out of a wait. */
  readonly take: (way: string) => void;
  /** After a failure: runs the script again from its top. */
  readonly tryAgain: () => void;
  /** Takes an answer back, so that it is asked again. Locked answers stay. */
  readonly reconsider: (answerKey: string) => void;
  /** Leaves, because the person chose to (`q`) or interrupted the program (Ctrl-C). Everything done so far stays done. */
  readonly leave: (how: 'chosen' | 'interrupted') => void;
}
