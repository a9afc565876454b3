import { Box, useApp, useIsScreenReaderEnabled, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { LaunchControls } from '../launch/state.ts';
import { ChoiceList } from './components/choice-list.tsx';
import { Field } from './components/field.tsx';
import { viewField } from './components/field-view.ts';
import { Lines } from './components/lines.tsx';
import { useKeys } from './hooks/use-keys.ts';
import { useLaunchState } from './hooks/use-launch-state.ts';
import { useNotices } from './hooks/use-notices.ts';
import { useTicks } from './hooks/use-ticks.ts';
import { layoutFrame } from './layout/frame.ts';
import { currentScreen } from './screens/current.ts';
import { scrollOf, untouched } from './screens/local.ts';
import type { Actions, Control } from './screens/screen.ts';
import { isPlain } from './theme.ts';

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
  const state = useLaunchState(controls);
  const [local, change] = useState(untouched);
  const window = useWindowSize();
  const screenReader = useIsScreenReaderEnabled();
  const { suspendTerminal } = useApp();
  const columns = size.columns ?? window.columns;
  const rows = size.rows ?? window.rows;

  const leave = (how: 'chosen' | 'interrupted'): void => {
    controls.leave(how);
    onLeave?.();
  };
  const actions: Actions = { ...controls, leave: () => leave('chosen'), openLink, change };
  const screen = currentScreen({ state, local, columns, rows, now: now(), screenReader, actions });

  useTicks(screen.ticks === true && !screenReader);
  useNotices(state.notice, notices && !screenReader);

  const { subject, control } = screen;
  const frame = layoutFrame(
    state,
    {
      ...screen,
      offset: scrollOf(local, subject),
      control: rowsOf(control, columns),
      keys: screen.keys
        .filter(({ silent }) => !silent)
        .map(({ key, shown, label, minor = false }) => ({ key: shown ?? key, label, minor })),
    },
    columns,
    rows,
  );

  useKeys(screen.keys, {
    interrupt: () => leave('interrupted'),
    suspend: () => {
      if (suspend) void suspendTerminal(suspend);
    },
    scroll: (by, direction) => {
      if (by === 'line' && control?.kind === 'list') return;
      const offset = frame.body.offset + direction * (by === 'page' ? frame.body.page : 1);
      change((before) => ({ ...before, scroll: { subject, offset: Math.max(0, offset) } }));
    },
  });

  return (
    <Box flexDirection="column" maxWidth={columns} height={heightOf(frame)} overflow="hidden">
      <Lines lines={[...frame.header, ...frame.body.lines, ...frame.prompt]} />
      {control?.kind === 'list' && frame.controlRows > 0 ? (
        <ChoiceList list={control} rows={frame.controlRows} />
      ) : null}
      {control?.kind === 'field' ? (
        <Field key={control.id} field={control} columns={columns} rows={frame.controlRows} />
      ) : null}
      <Lines lines={[...frame.below, ...frame.footer]} />
    </Box>
  );
}

function rowsOf(control: Control | undefined, columns: number): { readonly wanted: number; readonly least: number } {
  if (control === undefined) return { wanted: 0, least: 0 };
  if (control.kind === 'field') {
    const { rows } = viewField(control, columns, !isPlain());
    return { wanted: rows, least: rows };
  }
  return { wanted: control.items.length, least: Math.min(control.items.length, 2) };
}

function heightOf(frame: ReturnType<typeof layoutFrame>): number {
  const { header, body, prompt, controlRows, below, footer } = frame;
  return header.length + body.lines.length + prompt.length + controlRows + below.length + footer.length;
}
