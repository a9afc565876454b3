import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileSync } from 'atomically';
import { StateFileDamaged } from '../startup-errors.ts';
import { migrate } from './migrations.ts';
import { type State, stateRecord, stateVersion } from './state.ts';

/** Holds the state and keeps it in its file. */
export interface Store {
  /** The state as it is now. Do not keep a reference over an `await`: a failed save replaces it. */
  readonly state: State;
  /** Writes what changed since the last save. If the file cannot be written, the changes are taken back and the error is thrown. */
  save(): void;
}

/**
 * Opens the state of `file`, or makes the first one. Without a file the state lives in memory only.
 * A save is a temporary file, fsync and rename, so that a process killed at any instant leaves the old or the new state.
 */
export function openStore(file: string | undefined, now: number, first: () => State): Store {
  const found = file === undefined ? undefined : readState(file, now);
  let state = found ?? first();
  let saved = found === undefined ? undefined : JSON.stringify(found);

  return {
    get state() {
      return state;
    },
    save() {
      if (file === undefined) return;
      const text = JSON.stringify(state);
      if (text === saved) return;
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text, { mode: 0o600 });
      } catch (error) {
        if (saved !== undefined) state = stateRecord.parse(JSON.parse(saved));
        throw error;
      }
      saved = text;
    },
  };
}

function readState(file: string, now: number): State | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StateFileDamaged(file, error instanceof Error ? error.message : String(error));
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new StateFileDamaged(file, 'it is not complete JSON');
  }
  const parsed = stateRecord.safeParse(migrate(content, now));
  if (parsed.success) return parsed.data;
  if (typeof content === 'object' && content !== null && 'version' in content) {
    const { version } = content;
    if (typeof version === 'number' && version > stateVersion) {
      throw new StateFileDamaged(file, 'it was written by a newer version of flint-golive');
    }
  }
  const issue = parsed.error.issues[0];
  throw new StateFileDamaged(file, `${issue?.path.join('.') ?? 'it'} does not have the expected form`);
}
