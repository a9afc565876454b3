import type { ReactNode } from 'react';
import { useState } from 'react';
import { FramedScreen } from '../components/framed-screen.tsx';
import { useNotices } from '../hooks/use-notices.ts';
import { useShownState } from '../hooks/use-shown-state.ts';
import { useTerminal } from '../hooks/use-terminal.ts';
import { currentScreen } from './current.ts';
import { headingOf } from './heading.ts';
import { untouched } from './local.ts';
import type { BrowseControls } from './state.ts';

/** What the screen of checks needs from whoever shows it. */
export interface BrowserProps {
  readonly controls: BrowseControls;
  /** Whether the bell rings, and the desktop is told, of a notice; absent: not. */
  readonly notices?: boolean;
  /** Called after the controls were told that the person leaves. */
  readonly onLeave?: () => void;
  /** Stops the process as Ctrl+Z would in a shell; absent where that is not possible. */
  readonly suspend?: () => void | Promise<void>;
  /** The size of the terminal; absent: as the terminal says, also when it changes. */
  readonly columns?: number;
  readonly rows?: number;
}

/** Browses checked items: how each stands, its details in place, and what can be done about it. */
export function Browser({ controls, notices = false, onLeave, suspend, ...size }: BrowserProps): ReactNode {
  const state = useShownState(controls);
  const [local, change] = useState(untouched);
  const { columns, rows, screenReader, suspendTerminal } = useTerminal(size);

  const leave = (how: 'chosen' | 'interrupted'): void => {
    controls.leave(how);
    onLeave?.();
  };
  useNotices(state.notice, notices && !screenReader);
  const screen = currentScreen({
    state,
    local,
    columns,
    actions: { ...controls, leave: () => leave('chosen'), change },
  });
  const inList = screen.move !== undefined;

  return (
    <FramedScreen
      heading={headingOf(state, columns)}
      screen={screen}
      offset={(inList ? local.scroll?.offset : local.overlayOffset) ?? 0}
      scrollTo={(offset) =>
        change((now) => (inList ? { ...now, scroll: { offset, free: true } } : { ...now, overlayOffset: offset }))
      }
      interrupt={() => leave('interrupted')}
      suspend={() => {
        if (suspend) void suspendTerminal(suspend);
      }}
      columns={columns}
      rows={rows}
    />
  );
}
