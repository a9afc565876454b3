import type { ReactNode } from 'react';
import { useState } from 'react';
import type { LaunchControls } from '../launch/state.ts';
import { FramedScreen } from './components/framed-screen.tsx';
import { useNotices } from './hooks/use-notices.ts';
import { useShownState } from './hooks/use-shown-state.ts';
import { useTerminal } from './hooks/use-terminal.ts';
import { useTicks } from './hooks/use-ticks.ts';
import { headingOf } from './layout/header.ts';
import { currentScreen } from './screens/current.ts';
import { scrollOf, untouched } from './screens/local.ts';
import type { Actions } from './screens/screen.ts';

/** What the wizard needs from whoever shows it. */
export interface AppProps {
  readonly controls: LaunchControls;
  readonly openLink: (url: string) => void;
  /** Whether the bell rings, and the desktop is told, when a wait turns; absent: not. */
  readonly notices?: boolean;
  /** Called after the launch was told that the person leaves. */
  readonly onLeave?: () => void;
  /** Stops the process as Ctrl+Z would in a shell; absent where that is not possible. */
  readonly suspend?: () => void | Promise<void>;
  /** The size of the terminal; absent: as the terminal says, also when it changes. */
  readonly columns?: number;
  readonly rows?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The whole wizard: the screen of the moment, in a frame that is never larger than the terminal. */
export function App({
  controls,
  openLink,
  notices = false,
  onLeave,
  suspend,
  now = Date.now,
  ...size
}: AppProps): ReactNode {
  const state = useShownState(controls);
  const [local, change] = useState(untouched);
  const { columns, rows, screenReader, suspendTerminal } = useTerminal(size);

  const leave = (how: 'chosen' | 'interrupted'): void => {
    controls.leave(how);
    onLeave?.();
  };
  const actions: Actions = { ...controls, leave: () => leave('chosen'), openLink, change };
  const screen = currentScreen({ state, local, columns, rows, now: now(), screenReader, actions });

  useTicks(screen.ticks === true && !screenReader);
  useNotices(state.notice, notices && !screenReader);

  const { subject } = screen;
  return (
    <FramedScreen
      heading={headingOf(state, columns)}
      screen={screen}
      offset={scrollOf(local, subject)}
      scrollTo={(offset) => change((before) => ({ ...before, scroll: { subject, offset } }))}
      interrupt={() => leave('interrupted')}
      suspend={() => {
        if (suspend) void suspendTerminal(suspend);
      }}
      columns={columns}
      rows={rows}
    />
  );
}
