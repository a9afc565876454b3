import { inspect } from 'node:util';

/**
 * A secret that Flint sent, such as a new key, a signing secret or the link of a checkout page. It prints, serialises and inspects
 * as `[secret]`; only `reveal` gives the text.
 */
export class Concealed {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The secret itself, for storing or using it; never for a journal, a log or a report. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
