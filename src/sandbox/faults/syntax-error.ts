/** A fault that was not written as faults/grammar.md says. */
export class FaultSyntaxError extends Error {
  override readonly name = 'FaultSyntaxError';
  /** The fault as it was written. */
  readonly text: string;
  /** Where in it, counted from 0; its length when something is missing at the end. */
  readonly position: number;
  /** What is wrong there, in a sentence. */
  readonly problem: string;

  constructor(text: string, position: number, problem: string) {
    super(`${printable(problem)}\n  ${printable(text)}\n  ${' '.repeat([...text.slice(0, position)].length)}^`);
    this.text = text;
    this.position = position;
    this.problem = printable(problem);
  }
}

/** One space for every character that would move the cursor or hide. */
function printable(text: string): string {
  return [...text].map((character) => (/\s|\p{C}/u.test(character) ? ' ' : character)).join('');
}
