/**
 * The grammar of env files as dotenv and Node read them: `NAME=value`, `export NAME=value`, comments, and values in single,
 * double or back quotes that may span lines. Texts here hold one character a byte, so that nothing outside a value can change.
 */

/** One assignment in an env file. */
export interface EnvEntry {
  readonly name: string;
  readonly value: string;
  /** Where the value stands, quotes included. */
  readonly start: number;
  readonly end: number;
  readonly quote: '"' | "'" | '`' | '';
}

const assignment = /[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=/y;
const byteOrderMark = '\u00ef\u00bb\u00bf';

/** True for names that an env file and a shell can carry. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** Every assignment, in order. Of several with one name the last is the one that counts. */
export function parseEnv(text: string): EnvEntry[] {
  const entries: EnvEntry[] = [];
  let position = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  while (position < text.length) {
    assignment.lastIndex = position;
    const [matched, name] = assignment.exec(text) ?? [];
    if (matched === undefined || name === undefined) {
      position = nextLine(text, position);
      continue;
    }
    const entry = { name, ...readValue(text, position + matched.length) };
    entries.push(entry);
    position = nextLine(text, entry.end);
  }
  return entries;
}

/** True when a text is made of assignments, comments and blank lines alone, as no source file or settings of another kind are. */
export function isAllAssignments(text: string): boolean {
  let rest = text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text;
  for (const entry of parseEnv(rest).toReversed()) {
    const { start, end } = lineOf(rest, entry);
    rest = rest.slice(0, start) + rest.slice(end);
  }
  return rest.split(/\r\n|\r|\n/).every((line) => /^\s*(?:#|$)/.test(line));
}

/** Where the lines of an assignment stand, the line end included. A byte order mark before them is not theirs. */
export function lineOf(text: string, entry: EnvEntry): { start: number; end: number } {
  const before = Math.max(text.lastIndexOf('\n', entry.start - 1), text.lastIndexOf('\r', entry.start - 1));
  const start = before === -1 && text.startsWith(byteOrderMark) ? byteOrderMark.length : before + 1;
  return { start, end: nextLine(text, entry.end) };
}

type EnvValue = Omit<EnvEntry, 'name'>;

function readValue(text: string, afterSign: number): EnvValue {
  const start = skipBlanks(text, afterSign);
  return quotedValue(text, start) ?? bareValue(text, afterSign, start);
}

/** A value in quotes; undefined when there are none, or when what follows the closing one shows that they were not meant so. */
function quotedValue(text: string, start: number): EnvValue | undefined {
  const quote = text.charAt(start);
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const close = closingQuote(text, start, quote);
  if (close === -1) return undefined;
  const after = text.charAt(skipBlanks(text, close + 1));
  if (after !== '' && after !== '#' && after !== '\n' && after !== '\r') return undefined;
  const content = text.slice(start + 1, close);
  return { value: quote === '"' ? withoutEscapes(content) : content, start, end: close + 1, quote };
}

function closingQuote(text: string, start: number, quote: string): number {
  if (quote !== '"') return text.indexOf(quote, start + 1);
  for (let index = start + 1; index < text.length; index += 1) {
    if (text.charAt(index) === '\\') index += 1;
    else if (text.charAt(index) === '"') return index;
  }
  return -1;
}

function bareValue(text: string, afterSign: number, start: number): EnvValue {
  const value = /[^#\r\n]*/y;
  value.lastIndex = start;
  const bare = (value.exec(text)?.[0] ?? '').trimEnd();
  // An empty value stands right after the sign, so that a comment further on stays a comment.
  if (bare === '') return { value: '', start: afterSign, end: afterSign, quote: '' };
  return { value: bare, start, end: start + bare.length, quote: '' };
}

function skipBlanks(text: string, from: number): number {
  let index = from;
  while (text.charAt(index) === ' ' || text.charAt(index) === '\t') index += 1;
  return index;
}

function nextLine(text: string, from: number): number {
  const end = /\r?\n|\r/g;
  end.lastIndex = from;
  const found = end.exec(text);
  return found ? found.index + found[0].length : text.length;
}

/**
 * A value as it is written: bare where every reader agrees on it, in the quotes that stand there already, in single quotes
 * where these keep it as it is, else in double quotes with escapes.
 */
export function writeValue(value: string, standing: EnvEntry['quote'] = ''): string {
  if (/^[A-Za-z0-9_+/=.:@%,-]*$/.test(value)) return standing + value + standing;
  if (!/['\r\n]/.test(value)) return `'${value}'`;
  return `"${withEscapes(value)}"`;
}

function withEscapes(value: string): string {
  return value
    .replace(/["\\$`]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

function withoutEscapes(content: string): string {
  return content.replace(/\\(["\\$`nr])/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 'r' ? '\r' : character,
  );
}
