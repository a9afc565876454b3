import { describe, expect, it } from 'vitest';
import type { Edit, EditCommand } from '../../src/ui/editing.ts';
import { edited, editingOf, textOf } from '../../src/ui/editing.ts';

function edit(text: string, ...edits: readonly (EditCommand | { readonly insert: string })[]) {
  const after = edits.reduce(
    (editing, next) =>
      edited(
        editing,
        typeof next === 'string' ? { kind: next } : ({ kind: 'insert', text: next.insert } satisfies Edit),
      ),
    editingOf(text),
  );
  return `${after.before.join('')}|${after.after.join('')}`;
}

describe('editing', () => {
  it('begins with the cursor at the end', () => {
    expect(edit('abc')).toBe('abc|');
  });

  it('moves by characters as a reader sees them', () => {
    expect(edit('a👨‍👩‍👧e\u0301', 'left', 'left')).toBe('a|👨‍👩‍👧e\u0301');
  });

  it('joins a combining character that is typed after its letter', () => {
    expect(edit('e', { insert: '\u0301' }, 'delete before')).toBe('|');
  });

  it('moves by words', () => {
    expect(edit('one two  three', 'word left', 'word left')).toBe('one |two  three');
    expect(edit('one two', 'start', 'word right')).toBe('one| two');
  });

  it('lets neither line breaks nor control characters in', () => {
    expect(edit('a', { insert: 'b\r\nc\u001B[31m\td\u009B' })).toBe('abc[31md|');
  });

  it('does nothing at either end', () => {
    expect(edit('a', 'start', 'left', 'delete before', 'delete word')).toBe('|a');
    expect(edit('a', 'right', 'delete behind', 'delete to end', 'word right')).toBe('a|');
  });

  it('gives the whole text wherever the cursor stands', () => {
    expect(textOf(edited(editingOf('abc'), { kind: 'left' }))).toBe('abc');
  });
});
