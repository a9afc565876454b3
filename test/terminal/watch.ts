export interface WaitOptions {
  /** Milliseconds after which waiting fails; default 10,000. */
  readonly timeout?: number;
  /** What is waited for, as the error shall say it. */
  readonly what?: string;
}

/** Waiting for a screen to show something: asked again at each change, never after a fixed time. */
export class ScreenWatch {
  private readonly looks = new Set<() => void>();
  private readonly screen: () => readonly string[];
  private ended = false;

  constructor(screen: () => readonly string[]) {
    this.screen = screen;
  }

  /** To be called whenever the screen has changed. */
  changed(): void {
    for (const look of [...this.looks]) look();
  }

  /** To be called when the screen will not change any more: whoever still waits, waits in vain. */
  end(): void {
    this.ended = true;
    this.changed();
  }

  /** Fails with the screen when time is out or the screen has ended. */
  waitFor(condition: () => boolean, options: WaitOptions = {}): Promise<void> {
    const { timeout = 10_000, what = 'a condition' } = options;
    // Made here, so that it points to the line that waits.
    const failure = new Error();
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.looks.delete(look);
        clearTimeout(timer);
      };
      const fail = (reason: string): void => {
        stop();
        failure.message = `waited for ${what}, but ${reason}. The screen:\n${frame(this.screen())}`;
        reject(failure);
      };
      const look = (): void => {
        if (condition()) {
          stop();
          resolve();
        } else if (this.ended) {
          fail('the program has ended');
        }
      };
      const timer = setTimeout(() => fail(`not within ${timeout} ms`), timeout);
      this.looks.add(look);
      look();
    });
  }
}

function frame(rows: readonly string[]): string {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const edge = '-'.repeat(width + 4);
  return [edge, ...rows.map((row) => `| ${row.padEnd(width)} |`), edge].join('\n');
}
