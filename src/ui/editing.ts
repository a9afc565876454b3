import { graphemesOf } from './layout/wrap.ts';

/** Text being typed, and the cursor in it. Both parts are lists of what a reader sees as one character. */
export interface Editing {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** One way of editing. */
export type Edit = { readonly kind: 'insert'; readonly text: string } | { readonly kind: EditCommand };

export type EditCommand =
  | 'left'
  | 'right'
  | 'start'
  | 'end'
  | 'word left'
  | 'word right'
  | 'delete before'
  | 'delete behind'
  | 'delete word'
  | 'delete to start'
  | 'delete to end';

/** The text with the cursor at its end. */
export function editingOf(text: string): Editing {
  return { before: graphemesOf(text), after: [] };
}

export function textOf({ before, after }: Editing): string {
  return before.join('') + after.join('');
}

/** The text after one edit. Line breaks and control characters never enter it, whether typed or pasted. */
export function edited(editing: Editing, edit: Edit): Editing {
  const { before, after } = editing;
  switch (edit.kind) {
    case 'insert': {
      const typed = edit.text.replace(/\p{Cc}/gu, '');
      // Joined before it is split again: a combining character belongs to the one before it.
      return { before: graphemesOf(before.join('') + typed), after };
    }
    case 'left':
      return cursorAt(editing, before.length - 1);
    case 'right':
      return cursorAt(editing, before.length + 1);
    case 'start':
      return cursorAt(editing, 0);
    case 'end':
      return cursorAt(editing, before.length + after.length);
    case 'word left':
      return cursorAt(editing, wordStart(before));
    case 'word right':
      return cursorAt(editing, before.length + wordEnd(after));
    case 'delete before':
      return { before: before.slice(0, -1), after };
    case 'delete behind':
      return { before, after: after.slice(1) };
    case 'delete word':
      return { before: before.slice(0, wordStart(before)), after };
    case 'delete to start':
      return { before: [], after };
    case 'delete to end':
      return { before, after: [] };
  }
}

function cursorAt({ before, after }: Editing, position: number): Editing {
  const all = [...before, ...after];
  const at = Math.max(0, Math.min(position, all.length));
  return { before: all.slice(0, at), after: all.slice(at) };
}

function wordStart(before: readonly string[]): number {
  let at = before.length;
  while (at > 0 && before[at - 1] === ' ') at -= 1;
  while (at > 0 && before[at - 1] !== ' ') at -= 1;
  return at;
}

function wordEnd(after: readonly string[]): number {
  let at = 0;
  while (at < after.length && after[at] === ' ') at += 1;
  while (at < after.length && after[at] !== ' ') at += 1;
  return at;
}
