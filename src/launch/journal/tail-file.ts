import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.ts';

/** A file to which lines are added. */
export interface TailFile {
  /** Returns when the line is safe on the disk. Where it throws, the line does not count, and the next one takes its place. */
  readonly append: (line: string) => void;
}

/** A tail that is not there yet; its first line makes the file, which only its owner can read. */
export function newTailFile(path: string): TailFile {
  let exists = false;
  let size = 0;
  /** Whether an attempt that failed may have left something behind the last whole line. */
  let hasRest = false;
  return {
    append: (line) => {
      const bytes = Buffer.from(line);
      const isNew = !exists;
      const descriptor = openSync(path, isNew ? 'wx' : 'r+', 0o600);
      exists = true;
      try {
        if (hasRest) ftruncateSync(descriptor, size);
        hasRest = true;
        writeAll(descriptor, bytes, size);
        fsyncSync(descriptor);
        if (isNew) syncFolder(dirname(path));
        size += bytes.length;
        hasRest = false;
      } catch (error) {
        cutOff(descriptor, size);
        throw error;
      } finally {
        closeSync(descriptor);
      }
    },
  };
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

/** Where even this fails, the next append does it first; until then a reader does not believe a line that has no end. */
function cutOff(descriptor: number, size: number): void {
  try {
    ftruncateSync(descriptor, size);
  } catch {
    // The error that led here is the one that is told.
  }
}
