import { existsSync, readFileSync } from 'node:fs';
import { writeFileSync } from 'atomically';
import { z } from 'zod';
import { LaunchStopped } from '../../launch/failure.ts';

const record = z.object({
  /** The person's project, absolute, of which a scratch copy is used; absent: the sample project. */
  project: z.string().optional(),
  /** The ports of the first start, of an embedded one: the receiver's is part of the registered URL, so it has to stay. */
  sandboxPort: z.number().int().optional(),
  receiverPort: z.number().int().optional(),
  /** Whether a run reached the end; then the next rehearsal begins anew. */
  complete: z.boolean(),
});

/** What a rehearsal needs to be opened again, besides its journal and the sandbox's state. */
export type RehearsalRecord = z.infer<typeof record>;

/**
 * The record in a file; undefined when there is none. It is written before anything else of a rehearsal counts and removed before
 * anything else of it, so that what lies about without one is left of a beginning or of a removal that was cut off.
 *
 * @throws LaunchStopped when it cannot be read: the addresses that it kept cannot be made anew
 */
export function readRecord(path: string): RehearsalRecord | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return record.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new LaunchStopped({
      kind: 'refused',
      headline: 'The record of this rehearsal cannot be read.',
      meaning: `${path} is damaged, so its project and its addresses are not known. Nothing was changed.`,
      remedy: 'Begin a new rehearsal with --fresh. No real account is touched by it.',
      passing: 'final',
    });
  }
}

export function writeRecord(path: string, kept: RehearsalRecord): void {
  writeFileSync(path, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
}
