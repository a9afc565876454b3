import type { Clock } from '../clock.ts';

/** Lets time of the sandbox's clock pass. False when the sandbox closes meanwhile. */
export function pause(clock: Clock, milliseconds: number, closing: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (passed: boolean): void => {
      cancel();
      closing.removeEventListener('abort', stop);
      resolve(passed);
    };
    const stop = (): void => end(false);
    const cancel = clock.wake(clock.now() + milliseconds, () => end(true));
    if (closing.aborted) stop();
    else closing.addEventListener('abort', stop);
  });
}
