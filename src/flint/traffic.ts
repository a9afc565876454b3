/** How one request fared, as far as it says how fast more of them may be sent. Times are milliseconds. */
export interface Passage {
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  /** What the server asked for with a 429, in seconds. */
  readonly retryAfterSeconds: number | undefined;
  readonly milliseconds: number;
}

/** Lets requests through at the rate that a server bears. Every attempt passes it, repeats too. */
export interface Traffic {
  /** Resolves when the request may leave, or at once when the signal is aborted. What it gives is called with how the request fared. */
  enter(signal: AbortSignal | undefined): Promise<(passage: Passage) => void>;
}
