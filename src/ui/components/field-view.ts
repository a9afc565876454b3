import { copy } from '../copy.ts';
import { widthOfText } from '../layout/line.ts';
import type { FieldControl } from '../screens/screen.ts';

/** What is drawn of a field: what stands before the cursor, under it (nothing: a blank) and behind it. */
export interface FieldView {
  readonly before: string;
  readonly under: string;
  readonly after: string;
  readonly rows: number;
}

const mostRows = 3;
const pointer = '> ';

/**
 * A field as it is drawn at a width. Of a secret only the number of its characters is known here. A long text shows
 * the part around the cursor. Where nothing can be inverse the cursor is a character of its own.
 */
export function viewField(field: FieldControl, columns: number, inversePossible: boolean): FieldView {
  if (field.hidden) {
    const count = field.editing.before.length + field.editing.after.length;
    const before = `${pointer}${count === 0 ? copy.hiddenEmpty : copy.hidden(count)} `;
    return { before, under: inversePossible || !field.active ? '' : '_', after: '', rows: 1 };
  }
  const room = columns * mostRows - pointer.length - 8;
  const behind = startWithin(field.editing.after, Math.floor(room / 3));
  const before = endWithin(field.editing.before, room - widthOfText(behind.join('')));
  const [first = '', ...rest] = behind;
  const overIt = inversePossible && first.length === 1;
  const view = {
    before: `${pointer}${before.length < field.editing.before.length ? '...' : ''}${before.join('')}`,
    under: field.active ? (overIt ? first : inversePossible ? '' : behind.length === 0 ? '_' : '|') : '',
    after: (overIt && field.active ? rest : behind).join(''),
  };
  const width = widthOfText(view.before) + Math.max(1, widthOfText(view.under)) + widthOfText(view.after);
  return { ...view, rows: Math.min(mostRows, Math.max(1, Math.ceil(width / columns))) };
}

function endWithin(characters: readonly string[], columns: number): readonly string[] {
  let start = characters.length;
  let width = 0;
  while (start > 0) {
    width += widthOfText(characters[start - 1] ?? '');
    if (width > columns) break;
    start -= 1;
  }
  return characters.slice(start);
}

function startWithin(characters: readonly string[], columns: number): readonly string[] {
  let end = 0;
  let width = 0;
  while (end < characters.length) {
    width += widthOfText(characters[end] ?? '');
    if (width > columns) break;
    end += 1;
  }
  return characters.slice(0, end);
}
