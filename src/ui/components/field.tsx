import { Box, Text, useInput, usePaste } from 'ink';
import TextInput from 'ink-text-input';
import type { ReactNode, RefObject } from 'react';
import { useRef } from 'react';
import type { EditCommand } from '../editing.ts';
import type { FieldControl } from '../screens/screen.ts';
import { isPlain } from '../theme.ts';
import { commandOf } from './field-keys.ts';
import { viewField } from './field-view.ts';

interface FieldProps {
  readonly field: FieldControl;
  readonly columns: number;
  /** The rows it may take. */
  readonly rows: number;
}

/**
 * A field to type in. The text and the cursor are ours: ink-text-input is always empty and stands at the cursor, where
 * it takes what is typed and draws the cursor. So it never edits (it would halve emoji, take Ctrl+A for a letter and
 * Delete for Backspace), and never holds a secret.
 */
export function Field({ field, columns, rows }: FieldProps): ReactNode {
  const isCommand = useRef(false);
  const view = viewField(field, columns, !isPlain());
  usePaste((text) => field.edit({ kind: 'insert', text: text.trim() }), { isActive: field.active });
  return (
    <Box height={rows} overflow="hidden">
      <EditingKeys isActive={field.active} isCommand={isCommand} run={(kind) => field.edit({ kind })} />
      <Text wrap="hard">
        {view.before}
        <TextInput
          value=""
          placeholder={view.under}
          focus={field.active}
          onChange={(text) => {
            if (!isCommand.current) field.edit({ kind: 'insert', text });
          }}
          onSubmit={field.submit}
        />
        {view.after}
      </Text>
    </Box>
  );
}

/** Listens to the keys that edit. It stands before the input in the tree, so that it hears each key first. */
function EditingKeys({
  isActive,
  isCommand,
  run,
}: {
  readonly isActive: boolean;
  readonly isCommand: RefObject<boolean>;
  readonly run: (command: EditCommand) => void;
}): ReactNode {
  useInput(
    (input, key) => {
      const command = commandOf(input, key);
      isCommand.current = command !== undefined || key.ctrl || key.meta;
      if (command !== undefined) run(command);
    },
    { isActive },
  );
  return null;
}
