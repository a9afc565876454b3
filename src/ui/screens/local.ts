import type { OpenQuestion } from '../../launch/state.ts';
import type { Edit, Editing } from '../editing.ts';
import { edited, editingOf } from '../editing.ts';

/**
 * What only the screen knows. Each part belongs to a question, a list or a subject, and counts for no other: nothing
 * has to be reset when the launch goes on.
 */
export interface LocalState {
  readonly overlay?: 'help' | 'answers' | undefined;
  readonly scroll?: { readonly subject: string; readonly offset: number };
  readonly draft?: { readonly question: string; readonly editing: Editing };
  /** The question whose field was stepped out of with Esc, so that the other keys work. */
  readonly outsideFieldOf?: string | undefined;
  readonly highlighted?: { readonly list: string; readonly value: string };
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

export function isInField(local: LocalState, question: OpenQuestion): boolean {
  return local.outsideFieldOf !== question.key;
}

export function scrollOf(local: LocalState, subject: string): number {
  return local.scroll?.subject === subject ? local.scroll.offset : 0;
}

export function highlightedIn(local: LocalState, list: string): string | undefined {
  return local.highlighted?.list === list ? local.highlighted.value : undefined;
}
