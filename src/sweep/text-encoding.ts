import { isUtf8 } from 'node:buffer';

/** How the bytes of a text file map to characters. Each of these gives the same bytes back. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

/** A file's text together with the way back to its bytes. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

const binaryProbeBytes = 8192;

/**
 * Reads bytes as text without ever failing and without losing a byte: UTF-16 by its mark, else UTF-8, else one character a byte.
 * Undefined when the bytes are no text (a NUL near the start).
 */
export function decodeText(bytes: Buffer): DecodedText | undefined {
  const even = bytes.length % 2 === 0;
  if (even && bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString('utf16le'), encoding: 'utf-16le' };
  if (even && bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: Buffer.from(bytes).swap16().toString('utf16le'), encoding: 'utf-16be' };
  }
  if (bytes.subarray(0, binaryProbeBytes).includes(0)) return undefined;
  return isUtf8(bytes)
    ? { text: bytes.toString('utf8'), encoding: 'utf-8' }
    : { text: bytes.toString('latin1'), encoding: 'latin1' };
}

/** The bytes of a text in an encoding that {@link decodeText} gave. */
export function encodeText({ text, encoding }: DecodedText): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  return Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'latin1');
}
