import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.ts';

/** A file to which lines are added. */
export interface TailFile {
  /** Returns when the line is safe on the disk. Where it throws, the line does not count, and the next one takes its place. */
  readonly append: (line: string) => void;
}

/** The tail is not as this process left it: somebody else writes to it, whom the lock could not keep out. */
export class ChangedByOther extends Error {}

/** A tail that is not there yet; its first line makes the file, which only its owner can read. */
export function newTailFile(path: string): TailFile {
  let exists = false;
  /** Whether the folder's own entry of the file is synced; without it a power cut takes the whole file. */
  let isNameSafe = false;
  let size = 0;
  /** Whether an attempt that failed may have left something behind the last whole line. */
  let hasRest = false;
  return {
    append: (line) => {
      const bytes = Buffer.from(line);
      const descriptor = openTail(path, exists);
      exists = true;
      try {
        if (!hasRest && fstatSync(descriptor).size !== size) throw new ChangedByOther();
        if (hasRest) ftruncateSync(descriptor, size);
        hasRest = true;
        writeAll(descriptor, bytes, size);
        fsyncSync(descriptor);
        if (!isNameSafe) syncFolder(dirname(path));
        isNameSafe = true;
        size += bytes.length;
        hasRest = false;
      } catch (error) {
        if (hasRest) cutOff(descriptor, size);
        throw error;
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

function openTail(path: string, exists: boolean): number {
  try {
    return openSync(path, exists ? 'r+' : 'wx', 0o600);
  } catch (error) {
    // Made by another, or taken away by another while the folder stayed.
    const isTaken = exists ? !existsSync(path) && existsSync(dirname(path)) : existsSync(path);
    throw isTaken ? new ChangedByOther() : error;
  }
}

/** The bytes of a tail; none where there is no file. Throws what the system says about one that cannot be read. */
export function bytesOfTail(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** The system may take only a part of the bytes, as where the disk is nearly full; the next call then says why. */
function writeAll(descriptor: number, bytes: Buffer, from: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, from + done);
  }
}

/**
 * Where even this fails, the next append does it first. Until then a reader does not believe a line that has no end; one that has
 * its end but could not be synced may be believed, and says what was so.
 */
function cutOff(descriptor: number, size: number): void {
  try {
    ftruncateSync(descriptor, size);
  } catch {
    // The error that led here is the one that is told.
  }
}
