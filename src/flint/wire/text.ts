const escapeCharacter = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const operatingSystemCommand = String.fromCharCode(0x9d);
const controlSequence = String.fromCharCode(0x9b);
const stringEnd = String.fromCharCode(0x9c);

// A string sequence (title, link, clipboard, device control) with its end, then a control sequence, then any other escape.
const sequences = new RegExp(
  [
    `(?:${escapeCharacter}[\\]PX^_]|[${operatingSystemCommand}\\u0090\\u0098\\u009e\\u009f])` +
      `[^${escapeCharacter}${bell}${stringEnd}]*(?:${bell}|${stringEnd}|${escapeCharacter}\\\\)`,
    `(?:${escapeCharacter}\\[|${controlSequence})[0-?]*[ -/]*[@-~]`,
    `${escapeCharacter}[ -/]*[0-Z\\\\^-~]`,
  ].join('|'),
  'g',
);

// Controls, bidirectional overrides and marks, invisible characters, line and paragraph separators, tag characters.
const white = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const loneSurrogates = /\p{Cs}/gu;
const hidden = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** The longest text from Flint that is shown in one piece, in UTF-16 units. */
const longestText = 500;

/**
 * Makes text from outside safe to show: no escape sequence, control character or bidirectional override survives, line breaks become
 * blanks, and it is cut at `limit` with an ellipsis. Every text of an answer that may be shown has passed through here once.
 */
export function cleanText(text: string, limit: number = longestText): string {
  // A cut before the patterns run keeps their cost bounded whatever was sent.
  const visible = text
    .slice(0, limit * 8)
    .replace(loneSurrogates, '\ufffd')
    .replace(sequences, '')
    .replace(white, ' ')
    .replace(hidden, '')
    .trim();
  return visible.length <= limit ? visible : `${visible.slice(0, limit - 1).replace(loneSurrogates, '')}…`;
}

const secretLike = /\b(flint_(?:test|live)_|whsec_)[^\s"'`<>]{9,}/g;

/** Text that a server may have echoed a secret into: keys and webhook secrets in it are cut down to their prefix. */
export function cleanTextWithoutSecrets(text: string, secret: string, limit: number = longestText): string {
  const clean = cleanText(text, limit * 4);
  const withoutOwn = secret === '' ? clean : clean.replaceAll(secret, '[key]');
  return cleanText(withoutOwn.replace(secretLike, '$1…'), limit);
}
