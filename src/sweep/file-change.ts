import { inspect } from 'node:util';
import type { TextEncoding } from './text-encoding.ts';

/** One id that is replaced. */
export interface Replacement {
  readonly from: string;
  readonly to: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * A change to one file that has been planned and not yet made. It carries the whole text of the file, which may hold secrets:
 * printed, serialised or logged it shows only the file's name and the ids.
 */
export class FileChange {
  /** Relative to the folder it was planned for, with forward slashes. */
  readonly file: string;
  readonly replacements: readonly Replacement[];
  readonly encoding: TextEncoding;
  readonly #before: string;
  readonly #after: string;

  constructor(change: {
    readonly file: string;
    readonly before: string;
    readonly after: string;
    readonly encoding: TextEncoding;
    readonly replacements: readonly Replacement[];
  }) {
    this.file = change.file;
    this.replacements = change.replacements;
    this.encoding = change.encoding;
    this.#before = change.before;
    this.#after = change.after;
  }

  /** The text as it was when the change was planned; in `encoding` it gives the file's bytes. */
  get before(): string {
    return this.#before;
  }

  get after(): string {
    return this.#after;
  }

  toJSON(): { file: string; replacements: readonly Replacement[] } {
    return { file: this.file, replacements: this.replacements };
  }

  [inspect.custom](): string {
    return `FileChange ${inspect(this.toJSON())}`;
  }
}
