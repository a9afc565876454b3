import { listedValues } from '../../launch/question.ts';
import type { OpenQuestion } from '../../launch/state.ts';
import type { Edit, Editing } from '../editing.ts';
import { edited, editingOf } from '../editing.ts';

/**
 * What only the screen knows. Each part belongs to a question, a list or a subject, and counts for no other: nothing
 * has to be reset when the launch goes on.
 */
export interface LocalState {
  readonly overlay?: 'help' | 'answers' | undefined;
  /** The address whose QR code is open, and the moment over which it was opened; it covers no other. */
  readonly qrCode?: { readonly url: string; readonly over: string } | undefined;
  /** Whether light and dark are swapped in QR codes. */
  readonly swapped?: boolean;
  readonly scroll?: { readonly subject: string; readonly offset: number };
  readonly draft?: { readonly question: string; readonly editing: Editing };
  /** The question whose field was stepped out of with Esc, so that the other keys work. */
  readonly outsideFieldOf?: string | undefined;
  readonly highlighted?: { readonly list: string; readonly value: string } | undefined;
  /** The text that the lines of a long list have to hold, and whether it is being typed. */
  readonly narrowing?: { readonly question: string; readonly editing: Editing; readonly typing: boolean };
  readonly picked?: { readonly question: string; readonly values: readonly string[] };
}

export const untouched: LocalState = {};

/** The text in a question's field: what was typed, or else the default, ready to be changed. */
export function draftOf(local: LocalState, question: OpenQuestion): Editing {
  if (local.draft?.question === question.key) return local.draft.editing;
  return editingOf(question.kind === 'text' ? (question.initial ?? '') : '');
}

export function withEdit(local: LocalState, question: OpenQuestion, edit: Edit): LocalState {
  return { ...local, draft: { question: question.key, editing: edited(draftOf(local, question), edit) } };
}

export function withEmptyDraft(local: LocalState, question: OpenQuestion): LocalState {
  return { ...local, draft: { question: question.key, editing: editingOf('') } };
}

/** The choices picked so far where several can be, in their order: what was picked, or else the default. */
export function pickedOf(local: LocalState, question: OpenQuestion): readonly string[] {
  const values = local.picked?.question === question.key ? local.picked.values : listedValues(question.initial ?? '');
  // A list may have thousands of lines.
  const picked = new Set(values);
  return question.choices.map(({ value }) => value).filter((value) => picked.has(value));
}

export function withToggled(local: LocalState, question: OpenQuestion, value: string): LocalState {
  const before = pickedOf(local, question);
  const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  return { ...local, picked: { question: question.key, values } };
}

/** All of these choices picked as well, or none of them where all were. */
export function withAllToggled(local: LocalState, question: OpenQuestion, these: readonly string[]): LocalState {
  const before = new Set(pickedOf(local, question));
  const toggled = new Set(these);
  const others = [...before].filter((value) => !toggled.has(value));
  const values = these.every((value) => before.has(value)) ? others : [...others, ...these];
  return { ...local, picked: { question: question.key, values } };
}

export function isInField(local: LocalState, question: OpenQuestion): boolean {
  return local.outsideFieldOf !== question.key;
}

export function scrollOf(local: LocalState, subject: string): number {
  return local.scroll?.subject === subject ? local.scroll.offset : 0;
}

export function highlightedIn(local: LocalState, list: string): string | undefined {
  return local.highlighted?.list === list ? local.highlighted.value : undefined;
}
