import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Line } from '../layout/line.ts';
import { drawn } from '../theme.ts';

/** Lines that are laid out already, one row each; nothing is wrapped any more. */
export function Lines({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  return keyed(lines).map(([key, line]) => (
    <Text key={key} wrap="truncate-end">
      {line.length === 0
        ? ' '
        : keyed(line).map(([part, { text, ...style }]) => (
            <Text key={part} {...drawn(style)}>
              {text}
            </Text>
          ))}
    </Text>
  ));
}

/** Lines and spans have no identity of their own: their place is their key. */
function keyed<Value>(values: readonly Value[]): [string, Value][] {
  return values.map((value, place) => [String(place), value]);
}
