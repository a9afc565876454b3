import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import type { ReactNode } from 'react';
import { copy } from '../copy.ts';
import type { ListControl } from '../screens/screen.ts';

/** A list to pick from, in no more than `rows` rows. A longer one shows a part, and says where in it the cursor stands. */
export function ChoiceList({ list, rows }: { readonly list: ListControl; readonly rows: number }): ReactNode {
  const items = list.items.map(({ value, label }) => ({ key: value, value, label }));
  const selected = Math.max(
    0,
    items.findIndex(({ value }) => value === list.selected),
  );
  const counted = rows > 1 && rows < items.length;
  return (
    <>
      <SelectInput
        // Begins anew where the room changes: the cursor would otherwise stand outside of what is shown.
        key={`${list.id} ${rows}`}
        items={items}
        initialIndex={selected}
        limit={counted ? rows - 1 : Math.max(1, rows)}
        indicatorComponent={Pointer}
        itemComponent={Label}
        onHighlight={({ value }) => list.highlight(value)}
        onSelect={({ value }) => list.pick?.(value)}
      />
      {counted ? <Text dimColor>{`  ${copy.choiceOf(selected + 1, items.length)}`}</Text> : null}
    </>
  );
}

function Pointer({ isSelected = false }: { readonly isSelected?: boolean }): ReactNode {
  return (
    <Box flexShrink={0}>
      <Text bold>{isSelected ? '> ' : '  '}</Text>
    </Box>
  );
}

function Label({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }): ReactNode {
  return (
    <Text bold={isSelected} wrap="truncate-end">
      {label}
    </Text>
  );
}
