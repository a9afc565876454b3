import type { Write } from '../../launch/write.ts';
import type { Undone } from './write.ts';

/** One thing that a launch made or changed, and what can be done about it. */
export type UndoItem = PossibleUndo | HandUndo | NoUndo;

/** It can be taken back here. */
export interface PossibleUndo {
  readonly kind: 'possible';
  /** An order: `Archive the product “Mug”`. */
  readonly title: string;
  /** What changes by it, in sentences; what is lost for good first of all. */
  readonly effect: string;
  /** Things of one group may be taken back with one answer. */
  readonly group?: 'objects';
  /** Ids of the questions whose answers say nothing any more once it is taken back. */
  readonly withdraws: readonly string[];
  readonly write: Write<Undone>;
}

/** It can be taken back, but only by a person somewhere else. */
export interface HandUndo {
  readonly kind: 'by hand';
  readonly title: string;
  readonly how: string;
}

/** It cannot be taken back. */
export interface NoUndo {
  readonly kind: 'impossible';
  readonly title: string;
  readonly because: string;
}
