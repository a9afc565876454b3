import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { pasteEnd, pasteStart, splitKeystrokes } from './split.ts';

/** The part of a terminal's input stream that is used here; `process.stdin` has it. */
export interface TerminalInput {
  readonly isTTY?: boolean;
  on(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
  setRawMode?(mode: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
}

/** How long the rest of a key may take, in milliseconds, before what came counts as all there is. */
const patience = { escape: 30, sequence: 120, paste: 1_000 };

/**
 * Hands a terminal's input on one key at a time, so that every key meets the screen that the key before it has made.
 * Several keys often come in one read (fast typing, a slow connection, a paste); Ink would give all of them to handlers
 * that still see the screen before the first one, and keys would be lost.
 */
export class Keystrokes extends Readable {
  readonly isTTY: boolean;
  readonly #source: TerminalInput;
  readonly #decoder = new StringDecoder('utf8');
  readonly #waiting: string[] = [];
  #incomplete = '';
  #timer: NodeJS.Timeout | undefined;
  #scheduled = false;
  #listening = false;

  constructor(source: TerminalInput) {
    super({ encoding: 'utf8' });
    this.#source = source;
    this.isTTY = source.isTTY === true;
  }

  /** Whether the beginning of a key has come and its rest has not. */
  get isWaitingForMore(): boolean {
    return this.#incomplete !== '';
  }

  /** Raw mode is the terminal's; while it is on, its input is read. */
  setRawMode(on: boolean): this {
    this.#source.setRawMode?.(on);
    if (on) this.#listen();
    else this.#stopListening();
    return this;
  }

  ref(): this {
    this.#source.ref?.();
    return this;
  }

  unref(): this {
    this.#source.unref?.();
    return this;
  }

  /** Gives the terminal's input back for good. */
  close(): void {
    this.#stopListening();
    this.#waiting.length = 0;
    this.destroy();
  }

  override _read(): void {
    this.#schedule();
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    this.#source.on('data', this.#receive);
    this.#source.resume();
  }

  #stopListening(): void {
    clearTimeout(this.#timer);
    this.#incomplete = '';
    if (!this.#listening) return;
    this.#listening = false;
    this.#source.off('data', this.#receive);
    this.#source.pause();
  }

  readonly #receive = (chunk: Buffer | string): void => {
    clearTimeout(this.#timer);
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    const { keys, rest } = splitKeystrokes(this.#incomplete + text);
    this.#waiting.push(...keys.map(unambiguous));
    this.#incomplete = rest;
    if (rest !== '') this.#timer = setTimeout(this.#giveUpWaiting, patienceFor(rest));
    this.#schedule();
  };

  readonly #giveUpWaiting = (): void => {
    const rest = this.#incomplete;
    this.#incomplete = '';
    if (rest.startsWith(pasteStart)) this.#waiting.push(rest + pasteEnd);
    else if (rest === twoEscapes) this.#waiting.push(escapeKey, escapeKey);
    else if (rest === escapeCharacter) this.#waiting.push(escapeKey);
    this.#schedule();
  };

  /**
   * One key a turn, and only when the one before was taken. Two turns of the event loop lie in between: React
   * subscribes the handlers of a new screen in the first, so that the next key finds them.
   */
  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() =>
      setImmediate(() => {
        this.#scheduled = false;
        if (this.destroyed || this.readableLength > 0) return;
        const key = this.#waiting.shift();
        if (key !== undefined) this.push(key);
        this.#schedule();
      }),
    );
  }
}

const escapeCharacter = '\u001B';
const twoEscapes = '\u001B\u001B';
/** Escape in the form of the kitty protocol, which Ink understands at once; it would hold back a bare escape and join it to the next key. */
const escapeKey = '\u001B[27u';

function unambiguous(key: string): string {
  return key === escapeCharacter ? escapeKey : key;
}

function patienceFor(rest: string): number {
  if (rest.startsWith(pasteStart)) return patience.paste;
  return rest === escapeCharacter || rest === twoEscapes ? patience.escape : patience.sequence;
}
