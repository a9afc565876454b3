import { closeSync, fstatSync, readSync } from 'node:fs';
import { mayHoldReferences, mayHoldSecrets } from './id-pattern.ts';
import { openCalmly } from './open-calmly.ts';
import { decodeText } from './text-encoding.ts';
import { isTextByName } from './text-file-name.ts';
import type { NotReadReason, Wanted } from './walk.ts';

/** What a file holds: text that is worth scanning, nothing, or why it was not read. */
export type Content = { readonly text: string } | 'nothing' | NotReadReason;

const binaryProbeBytes = 8192;

/** Reads files one after the other into the same memory. Most hold nothing, which is seen before they are decoded. */
export class TextReader {
  readonly #largest: number;
  #memory = Buffer.allocUnsafeSlow(256 * 1024);

  /** @param largest files of more bytes are left out */
  constructor(largest: number) {
    this.#largest = largest;
  }

  read(path: string, wanted: Wanted): Content {
    let file: number | undefined;
    try {
      file = openCalmly(path);
      const { size } = fstatSync(file);
      if (size > this.#largest) {
        const start = this.#memory.subarray(0, this.#fill(file, binaryProbeBytes));
        return isTextByName(path) || isUtf16(start) || !start.includes(0) ? 'too large' : 'not text';
      }
      if (size > this.#memory.length) this.#memory = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(size)));
      const bytes = this.#memory.subarray(0, this.#fill(file, size));
      const content = contentOf(bytes, wanted);
      return content === 'not text' && isTextByName(path) ? withoutNuls(bytes) : content;
    } catch (error) {
      // What is gone since it was listed holds nothing.
      return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'nothing' : 'not readable';
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  #fill(file: number, size: number): number {
    let length = 0;
    while (length < size) {
      const read = readSync(file, this.#memory, length, size - length, null);
      if (read === 0) break;
      length += read;
    }
    return length;
  }
}

function contentOf(bytes: Buffer, wanted: Wanted): Content {
  if (!isUtf16(bytes)) {
    if (bytes.subarray(0, binaryProbeBytes).includes(0)) return 'not text';
    const text = bytes.toString('latin1');
    if (!(wanted === 'everything' ? mayHoldReferences(text) : mayHoldSecrets(text))) return 'nothing';
  }
  return decodeText(bytes) ?? 'not text';
}

/** Every other byte of UTF-16 without its mark is a NUL, and three of four in UTF-32; what is left of them can be searched. */
function withoutNuls(bytes: Buffer): Content {
  return { text: bytes.toString('latin1').replaceAll('\0', '') };
}

function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
