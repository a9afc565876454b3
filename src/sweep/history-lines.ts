/** A piece of a line that a commit added. */
export interface AddedText {
  readonly text: string;
  readonly commit: string;
  readonly file: string;
  /** Counted from 1, in the file as of that commit. */
  readonly line: number;
  /** Where the piece begins, counted from 1. */
  readonly column: number;
}

// A longer line is handed on in pieces, which overlap by more than any secret is long.
const longestPiece = 64 * 1024;
const overlap = 1024;

/** Reads what `git log --patch --unified=0 --format=%x01%H` prints. Content never passes for a header: hunks say how long they are. */
export async function* readHistory(output: AsyncIterable<unknown>): AsyncGenerator<AddedText> {
  const reader = new PatchReader();
  let rest = '';
  for await (const chunk of output) {
    rest += Buffer.isBuffer(chunk) ? chunk.toString('latin1') : String(chunk);
    let start = 0;
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', start)) {
      yield* reader.piece(rest.slice(start, end), true);
      start = end + 1;
    }
    rest = rest.slice(start);
    if (rest.length > longestPiece) {
      yield* reader.piece(rest, false);
      rest = rest.slice(-overlap);
    }
  }
  if (rest !== '') yield* reader.piece(rest, true);
}

class PatchReader {
  #commit = '';
  #file = '';
  #line = 0;
  #removedLeft = 0;
  #addedLeft = 0;
  #goesOn: { readonly added: boolean; readonly column: number } | undefined;

  /** @param whole false when the line goes on in the next piece, which begins with the end of this one */
  *piece(text: string, whole: boolean): Generator<AddedText> {
    const begun = this.#goesOn;
    const inHunk = begun !== undefined || this.#removedLeft > 0 || this.#addedLeft > 0;
    if (!inHunk) {
      this.#header(text);
      return;
    }
    const added = begun?.added ?? text.startsWith('+');
    const content = begun === undefined ? text.slice(1) : text;
    const column = begun?.column ?? 1;
    if (added) yield { text: content, commit: this.#commit, file: this.#file, line: this.#line, column };
    this.#goesOn = whole ? undefined : { added, column: column + content.length - overlap };
    if (!whole) return;
    if (added) {
      this.#line += 1;
      this.#addedLeft -= 1;
    } else if (text.startsWith('-') || begun !== undefined) this.#removedLeft -= 1;
  }

  #header(text: string): void {
    if (text.startsWith('\u0001')) this.#commit = text.slice(1, 65).trim();
    else if (text.startsWith('+++ b/')) this.#file = pathOf(text.slice('+++ b/'.length));
    else if (text.startsWith('+++ "b/')) this.#file = pathOf(text.slice('+++ "b/'.length, -1));
    else {
      const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
      if (hunk === null) return;
      this.#removedLeft = Number(hunk[1] ?? 1);
      this.#line = Number(hunk[2]);
      this.#addedLeft = Number(hunk[3] ?? 1);
    }
  }
}

/** git puts a tab behind names with spaces. */
function pathOf(text: string): string {
  return Buffer.from(text.replace(/\t$/, ''), 'latin1').toString('utf8');
}
