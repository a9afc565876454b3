import { useApp, useIsScreenReaderEnabled, useWindowSize } from 'ink';

/** The terminal that is drawn on: its size, who reads it, and how it is handed back for a while. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  readonly screenReader: boolean;
  readonly suspendTerminal: ReturnType<typeof useApp>['suspendTerminal'];
}

/** Follows the terminal; a size that is given stands instead of its own. */
export function useTerminal(given: {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}): Terminal {
  const window = useWindowSize();
  const screenReader = useIsScreenReaderEnabled();
  const { suspendTerminal } = useApp();
  return { columns: given.columns ?? window.columns, rows: given.rows ?? window.rows, screenReader, suspendTerminal };
}
