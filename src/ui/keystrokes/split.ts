import { graphemesOf } from '../layout/wrap.ts';

/** What one read of a terminal holds: whole keys, and the beginning of one whose rest has not come yet. */
export interface Split {
  readonly keys: readonly string[];
  readonly rest: string;
}

const escapeCharacter = '\u001B';
export const pasteStart = '\u001B[200~';
export const pasteEnd = '\u001B[201~';
/** Nobody types this many characters within one read: such a run is a paste of a terminal without bracketed paste. */
const longestTypedRun = 32;

/** Splits what a terminal sent into keys: escape sequences, control characters, single characters, a paste as one. */
export function splitKeystrokes(input: string): Split {
  const keys: string[] = [];
  let at = 0;
  while (at < input.length) {
    const next = input[at] === escapeCharacter ? takeEscape(input, at) : takeRun(input, at);
    if (next === 'incomplete') return { keys, rest: input.slice(at) };
    keys.push(...next.keys);
    at = next.end;
  }
  return { keys, rest: '' };
}

type Taken = { readonly keys: readonly string[]; readonly end: number };

// What follows the escape: CSI (also with the two brackets of the Linux console) and SS3 sequences.
const sequence = /\[\[[A-E]|\[[0-?]*[ -/]*[@-~$^]|O[0-9;]*[A-Za-z]/y;
const unfinishedSequence = /(?:\[\[?[0-?]*[ -/]*|O[0-9;]*)?$/y;
// Answers to questions that somebody else asked the terminal: OSC, DCS, APC and PM strings.
const replyStart = /[\]P_^]/y;
const replyEnds = ['\u0007', '\u001B\\'];

function takeEscape(input: string, at: number): Taken | 'incomplete' {
  if (input.startsWith(pasteStart, at)) {
    const end = input.indexOf(pasteEnd, at);
    return end === -1 ? 'incomplete' : { keys: [input.slice(at, end + pasteEnd.length)], end: end + pasteEnd.length };
  }
  // Alt puts an escape of its own before the sequence.
  const after = input[at + 1] === escapeCharacter ? at + 2 : at + 1;
  const found = matchAt(sequence, input, after);
  if (found !== undefined) return { keys: [input.slice(at, after + found.length)], end: after + found.length };
  if (matchAt(unfinishedSequence, input, after) !== undefined) return 'incomplete';
  if (matchAt(replyStart, input, after) !== undefined && input.length > after + 1) return takeReply(input, after);
  if (after === at + 2) return { keys: [escapeCharacter], end: at + 1 };
  const withAlt = String.fromCodePoint(input.codePointAt(after) ?? 0);
  // Alt with a character that begins a sequence would be joined to the next key by whoever reads it.
  const keys = withAlt === '[' || withAlt === 'O' ? [] : [escapeCharacter + withAlt];
  return { keys, end: after + withAlt.length };
}

function takeReply(input: string, at: number): Taken | 'incomplete' {
  const ends = replyEnds.map((end) => ({ end, found: input.indexOf(end, at) })).filter(({ found }) => found !== -1);
  const first = ends.sort((one, other) => one.found - other.found)[0];
  return first === undefined ? 'incomplete' : { keys: [], end: first.found + first.end.length };
}

function takeRun(input: string, at: number): Taken {
  const control = matchAt(/\p{Cc}/uy, input, at);
  if (control !== undefined) return { keys: [control], end: at + control.length };
  const run = matchAt(/\P{Cc}+/uy, input, at) ?? input.slice(at);
  const characters = graphemesOf(run);
  const end = at + run.length;
  if (characters.length > longestTypedRun) return { keys: [pasteStart + run + pasteEnd], end };
  return { keys: characters, end };
}

function matchAt(pattern: RegExp, input: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(input)?.[0];
}
