import { Box } from 'ink';
import type { ReactNode } from 'react';
import { type StandingKeys, useKeys } from '../hooks/use-keys.ts';
import { layoutFrame } from '../layout/frame.ts';
import type { Heading } from '../layout/header.ts';
import type { Control, Screen } from '../screens/screen.ts';
import { isPlain } from '../theme.ts';
import { ChoiceList } from './choice-list.tsx';
import { Field } from './field.tsx';
import { viewField } from './field-view.ts';
import { Lines } from './lines.tsx';

interface FramedScreenProps {
  readonly heading: Heading;
  readonly screen: Screen;
  /** How far the body is scrolled, in lines. */
  readonly offset: number;
  readonly scrollTo: (offset: number) => void;
  readonly interrupt: StandingKeys['interrupt'];
  readonly suspend: StandingKeys['suspend'];
  readonly columns: number;
  readonly rows: number;
}

/** One screen in its frame, never larger than the terminal, and its keys. */
export function FramedScreen(props: FramedScreenProps): ReactNode {
  const { heading, screen, offset, scrollTo, interrupt, suspend, columns, rows } = props;
  const { control } = screen;
  const frame = layoutFrame(
    heading,
    {
      ...screen,
      offset,
      control: rowsOf(control, columns),
      keys: screen.keys
        .filter(({ silent }) => !silent)
        .map(({ key, shown, label, minor = false }) => ({ key: shown ?? key, label, minor })),
    },
    columns,
    rows,
  );

  useKeys(screen.keys, {
    interrupt,
    suspend,
    scroll: (by, direction) => {
      if (by === 'line' && screen.move) return screen.move(direction, frame.body.offset);
      if (by === 'line' && control?.kind === 'list') return;
      scrollTo(Math.max(0, frame.body.offset + direction * (by === 'page' ? frame.body.page : 1)));
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
