import type { Key } from 'ink';
import { useInput, usePaste } from 'ink';
import type { KeyBinding } from '../screens/screen.ts';

/** Keys that work on every screen and stand in no footer. */
export interface StandingKeys {
  readonly interrupt: () => void;
  readonly suspend: () => void;
  /** One page or one line, down if positive. */
  readonly scroll: (by: 'page' | 'line', direction: 1 | -1) => void;
}

/** Listens to the keys of the screen. It stays subscribed over all screens, and keeps pastes out of single keys. */
export function useKeys(bindings: readonly KeyBinding[], standing: StandingKeys): void {
  usePaste(() => undefined);
  useInput((input, key) => {
    if (key.ctrl && input === 'c') return standing.interrupt();
    if (key.ctrl && input === 'z') return standing.suspend();
    if (key.pageDown || key.pageUp) return standing.scroll('page', key.pageDown ? 1 : -1);
    if (key.downArrow || key.upArrow) return standing.scroll('line', key.downArrow ? 1 : -1);
    const name = nameOf(input, key);
    bindings.find((binding) => binding.key === name)?.run?.();
  });
}

function nameOf(input: string, key: Key): string | undefined {
  if (key.escape) return 'escape';
  if (key.return) return 'return';
  return key.ctrl || key.meta ? undefined : input;
}
