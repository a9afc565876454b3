/** What a piece of text means to the person; the renderer chooses a colour for it, and every tone reads without colour. */
export type Tone = 'plain' | 'proved' | 'waiting' | 'attention' | 'quiet';

/** One aligned line of a table: a label, what holds for it, and what explains it. */
export interface Row {
  readonly label: string;
  readonly value: string;
  readonly detail?: string;
  /** Ids and times, set apart at the end of the line. */
  readonly aside?: string;
  readonly tone?: Tone;
}

/** One line in a list of things, with an explanation under it. */
export interface Item {
  readonly text: string;
  readonly detail?: string;
  readonly tone?: Tone;
}

/** A line of a shown difference between two versions of a file. */
export interface DifferenceLine {
  readonly kind: 'file' | 'hunk' | 'context' | 'removed' | 'added';
  readonly text: string;
}

/** One block of a sheet. Blocks stand under each other with an empty line between them. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'rows'; readonly title?: string; readonly rows: readonly Row[] }
  /** Lists that stand side by side where there is room, under each other where there is not. */
  | { readonly kind: 'lists'; readonly lists: readonly { readonly title: string; readonly items: readonly Item[] }[] }
  | { readonly kind: 'difference'; readonly lines: readonly DifferenceLine[] }
  /** Text to copy as it is, such as an environment file. */
  | { readonly kind: 'verbatim'; readonly lines: readonly string[] }
  /** A page that the person can open; the URL is always printed, never only hyperlinked. */
  | {
      readonly kind: 'link';
      readonly purpose: 'dashboard' | 'verify' | 'pay' | 'shop';
      readonly label: string;
      readonly url: string;
    };

/** What a step shows: one question or statement, and the blocks below it. Words only, so that every renderer can show it. */
export interface Sheet {
  readonly headline: string;
  readonly blocks: readonly Block[];
}
