import { createHash, timingSafeEqual } from 'node:crypto';
import { inspect } from 'node:util';

const hidden = '[secret]';
const knownPrefix = /^(?:flint_(?:test|live)_(?:rehearsal_)?|whsec_)/;

/**
 * A key or a signing secret. However it is printed, concatenated, serialised or inspected, it shows `[secret]`; only
 * {@link Secret.reveal} gives the text.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself: for a request header, a store, a signature. Never for a message. */
  reveal(): string {
    return this.#text;
  }

  /** For the screen: the prefix, and the last four characters when enough stays hidden. */
  masked(): string {
    const prefix = knownPrefix.exec(this.#text)?.[0] ?? '';
    const rest = this.#text.slice(prefix.length);
    return rest.length < 12 ? `${prefix}…` : `${prefix}…${rest.slice(-4)}`;
  }

  /** Compares without telling by its duration how much is alike. */
  equals(other: Secret): boolean {
    return timingSafeEqual(digest(this.#text), digest(other.#text));
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
