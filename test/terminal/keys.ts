const named: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  backspace: '\x7f',
  delete: '\x1b[3~',
  space: ' ',
  'page-up': '\x1b[5~',
  'page-down': '\x1b[6~',
};

/** Keys whose bytes depend on the mode that the program has chosen (DECCKM). */
const cursor: Readonly<Record<string, string>> = { up: 'A', down: 'B', right: 'C', left: 'D', home: 'H', end: 'F' };

/**
 * The bytes that a terminal sends for one key: a character, a name (`enter`, `up`, `page-down` ...) or `ctrl-` and a
 * letter.
 */
export function bytesOfKey(key: string, applicationCursorKeys: boolean): string {
  const letter = cursor[key];
  if (letter !== undefined) return `\x1b${applicationCursorKeys ? 'O' : '['}${letter}`;
  const bytes = named[key];
  if (bytes !== undefined) return bytes;
  const control = /^ctrl-([a-z])$/.exec(key)?.[1];
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) - 96);
  if ([...key].length === 1) return key;
  throw new Error(`no key is called ${JSON.stringify(key)}`);
}
