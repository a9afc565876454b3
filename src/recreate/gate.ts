/** Lets a few tasks run at a time, in the order they came. */
export class Gate {
  readonly #width: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #closed: Error | undefined;

  constructor(width: number) {
    this.#width = width;
  }

  /** Runs the task when there is room. A task may not wait for another task of the same gate. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#width) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      if (this.#closed !== undefined) throw this.#closed;
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  /** Nothing begins any more: the whole of which the tasks were parts has failed. */
  close(): void {
    this.#closed = new Error('The reading was given up.');
  }
}
