import type { FlintClient } from '../../flint/client.ts';
import type { TestEvent } from '../../flint/test-events.ts';
import type { CheckEvidence } from '../check.ts';
import type { CheckContext } from '../context.ts';

/** A synthetic event that was sent to find out how the handler answers. */
export interface Trial {
  readonly event: TestEvent;
  readonly evidence: CheckEvidence;
}

/** What is kept from one look to the next. */
export interface DoctorMemory {
  trial?: Trial;
}

/** All that the doctor looks at. Nothing that happened before `since` counts, but for what stays open, such as a dispute. */
export interface DoctorContext extends CheckContext {
  readonly since: Date;
  readonly memory: DoctorMemory;
  /** Whether a synthetic event may be sent to the endpoint where nothing else tells how the handler answers. */
  readonly mayTry: boolean;
  /** Whether what is found may be put right from here. */
  readonly mayFix: boolean;
  /** The key at hand, when it is a test key and therefore none for production. It is looked at, and nothing else is with it. */
  readonly testKeyAtHand?: FlintClient<'test'>;
}
