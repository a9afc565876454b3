import { z } from 'zod';
import type { OpenEnum } from '../open-word.ts';
import { cleanText } from './text.ts';

/** Reads a word of an open list; whatever is missing or of another type is unknown too. */
export function openEnum<const Word extends string>(words: readonly Word[]) {
  return z
    .unknown()
    .optional()
    .transform((value) => readWord(words, value));
}

/** As `openEnum`, but undefined when the field is absent or null. A field of another type is present and unknown. */
export function optionalOpenEnum<const Word extends string>(words: readonly Word[]) {
  return z
    .unknown()
    .optional()
    .transform((value) => (value === undefined || value === null ? undefined : readWord(words, value)));
}

function readWord<Word extends string>(words: readonly Word[], value: unknown): OpenEnum<Word> {
  if (typeof value !== 'string') return { unknown: '' };
  return words.find((word) => word === value) ?? { unknown: cleanText(value, 80) };
}
