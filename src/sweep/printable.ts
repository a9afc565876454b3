// C0 and C1 controls, line and paragraph separators, bidirectional controls, zero-width and other invisible characters.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/gu;

/** True when a text can be shown as it is: nothing in it moves the cursor, reverses or hides text. */
export function isPrintable(text: string): boolean {
  return text.search(unprintable) === -1;
}

/** A text from a file, fit to be shown: what a terminal would act upon is written out, as in `\u{1b}`; tabs become spaces. */
export function printable(text: string): string {
  return text.replaceAll('\t', '    ').replace(unprintable, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
