import type { Evidence } from '../../flint/answer.ts';
import type { FlintClient } from '../../flint/client.ts';
import { FlintError } from '../../flint/errors.ts';
import { cannotTell } from '../cannot-tell.ts';
import type { Check, CheckEvidence, Verdict } from '../check.ts';
import type { Look } from './look.ts';

/** One thing that can be wrong on launch day, and how it is found out. */
export interface Symptom {
  readonly id: string;
  readonly title: string;
  /** Looks; `client` is that of production. A FlintError becomes `can't tell`, in its own words. */
  readonly examine: (look: Look, client: FlintClient) => Promise<Verdict>;
}

/**
 * A verdict on what this server has no call for: nobody could tell, with any key. It is shown as such, and does not make an account
 * unhealthy; whatever a server could tell and did not, does.
 */
export interface NotServed extends Verdict {
  readonly status: "can't tell";
  readonly notServed: true;
}

export function notServed(verdict: Omit<Verdict, 'status'>): NotServed {
  return { ...verdict, status: "can't tell", notServed: true };
}

/** Whether a verdict is about something that this server has no call for. */
export function isNotServed(verdict: Verdict): verdict is NotServed {
  return 'notServed' in verdict && verdict.notServed === true;
}

/** What came of a symptom: the verdict, and how long Flint asked to be left in peace (seconds), where it did. */
export interface Heard {
  retryAfterSeconds: number;
}

/** Turns a symptom into a check that explains what keeps it from looking. */
export function checkOf({ id, title, examine }: Symptom, client: FlintClient, heard: Heard): Check<Look> {
  return {
    id,
    title,
    run: async (look) => {
      try {
        return await examine(look, client);
      } catch (error) {
        look.context.signal.throwIfAborted();
        if (!(error instanceof FlintError)) throw error;
        heard.retryAfterSeconds = Math.max(heard.retryAfterSeconds, error.retryAfterSeconds ?? 0);
        return cannotTell(error, look.context.now().toISOString());
      }
    },
  };
}

/** What was asked, as evidence. */
export function seen(evidence: Evidence, what?: string): CheckEvidence {
  const { method, path, status, at, requestId, generation } = evidence;
  const shape = generation === undefined ? '' : `, in the shape of ${generationWords[generation]}`;
  const asked = `${method} ${path}: ${status}${shape}`;
  return {
    what: what === undefined ? asked : `${asked}; ${what}`,
    at,
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** The two shapes of the API, in words. */
const generationWords = { guide: 'the guide', '2026-09-07': '2026-09-07' } as const;
