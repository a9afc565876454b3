import type { FlintClient } from '../flint/client.ts';
import type { ConformanceResults } from './handler/results.ts';

/** What a launch recorded that the server cannot tell. A field is absent when the launch did not come that far. */
export interface LaunchRecord {
  /** The webhook endpoint that production uses. */
  readonly endpointId?: string;
  /** The order of the verification charge. */
  readonly orderId?: string;
  /** The refunds that together send it back: one of the launch, or all that it follows. Never an empty list. */
  readonly refundIds?: readonly string[];
  /** What the integration does, as it was said in step 2. */
  readonly purposes?: readonly string[];
  /** Every sandbox id that was given a live twin, and that twin. */
  readonly idMap: ReadonlyMap<string, string>;
  /** The latest trial of the production handler. */
  readonly conformance?: ConformanceResults;
  /** Facts proved during the launch, by name. */
  readonly proofs: readonly {
    readonly name: string;
    readonly text: string;
    readonly at: string;
    readonly requestId?: string;
  }[];
}

/** What a sweep of the project found, with nothing secret in it. Paths are relative to the project, lines count from 1. */
export interface ProjectFinding {
  readonly kind: 'test-mode id' | 'test key' | 'live key' | 'webhook secret' | 'candidate';
  /** An id as it is, a secret masked. */
  readonly shown: string;
  readonly file: string;
  readonly line: number;
  /** Where the file goes: to the server, into a browser or mobile bundle, or into source control. */
  readonly exposure: 'server' | 'browser' | 'source control';
  /** `error`: must not be left. `undecided`: may be one, and nobody could tell. `warning`: worth a look. */
  readonly level: 'error' | 'undecided' | 'warning';
  /** What it is and what to do about it, in the words of the sweep. */
  readonly what: string;
  readonly remedy: string;
  /** The commit that added it, for a finding in git history. */
  readonly commit?: string;
}

/** One place in the project's code that speaks for or against an item. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
  /** The line, cleaned and without secrets. */
  readonly text: string;
}

/**
 * How much a sweep read. `cut`: the clone is shallow, so there is more history than could be read. `none`: the folder is in no repository.
 */
export interface SweepReach {
  readonly filesRead: number;
  /** Files that were left out, relative to the project. */
  readonly notRead: readonly string[];
  readonly history: 'read' | 'cut' | 'not read' | 'none';
}

/** The project folder, as far as checks may look into it. Reading is done once, at the first question. */
export interface Project {
  readonly findings: () => Promise<readonly ProjectFinding[]>;
  /** How much of the project those findings speak of. */
  readonly reach: () => Promise<SweepReach>;
  /** Lines of source files (not dependencies, not ignored files) that match a pattern. */
  readonly places: (pattern: RegExp) => Promise<readonly CodePlace[]>;
}

/**
 * All that the checks of one run look at. What is absent could not be had, and a check that needs it answers `can't tell`;
 * `withoutProduction` then says why there is no client for production, in a sentence, and its remedy what to do about it.
 */
export interface CheckContext {
  /** A client for the data plane that production uses. */
  readonly production?: FlintClient<'live'> | FlintClient<'test'>;
  /** That a key which was given was passed over, and why. */
  readonly productionNote?: string;
  readonly withoutProduction?: string;
  /** Absent where there is no key at all. */
  readonly withoutProductionRemedy?: string;
  readonly merchantId?: string;
  /** A client for the sandbox that the integration was built against. It only reads. */
  readonly sandbox?: FlintClient<'test'>;
  readonly launch?: LaunchRecord;
  readonly project?: Project;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}
