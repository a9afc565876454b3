import type { Key } from 'ink';
import type { EditCommand } from '../editing.ts';

/** The editing command behind a key, as shells understand it; undefined for what is typed and for other keys. */
export function commandOf(input: string, key: Key): EditCommand | undefined {
  const byWord = key.ctrl || key.meta;
  if (key.leftArrow) return byWord ? 'word left' : 'left';
  if (key.rightArrow) return byWord ? 'word right' : 'right';
  if (key.home) return 'start';
  if (key.end) return 'end';
  if (key.backspace) return byWord ? 'delete word' : 'delete before';
  if (key.delete) return 'delete behind';
  if (key.ctrl) return withControl[input];
  return key.meta ? withAlt[input] : undefined;
}

const withControl: Readonly<Record<string, EditCommand>> = {
  a: 'start',
  b: 'left',
  d: 'delete behind',
  e: 'end',
  f: 'right',
  k: 'delete to end',
  u: 'delete to start',
  w: 'delete word',
};

const withAlt: Readonly<Record<string, EditCommand>> = { b: 'word left', f: 'word right' };
