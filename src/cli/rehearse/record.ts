import { existsSync, readFileSync } from 'node:fs';
import { writeFileSync } from 'atomically';
import { z } from 'zod';

const record = z.object({
  /** The ports of the first start: the receiver's is part of the registered URL, so it has to stay. */
  sandboxPort: z.number().int(),
  receiverPort: z.number().int(),
  /** Whether a run reached the end; then the next rehearsal begins anew. */
  complete: z.boolean(),
});

/** What a rehearsal needs to be opened again, besides its journal and the sandbox's state. */
export type RehearsalRecord = z.infer<typeof record>;

/** The record in a file; undefined when there is none, or none that can be read: it can be made anew without loss. */
export function readRecord(path: string): RehearsalRecord | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return record.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

export function writeRecord(path: string, kept: RehearsalRecord): void {
  writeFileSync(path, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
}
