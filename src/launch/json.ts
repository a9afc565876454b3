import { z } from 'zod';

/** What a journal can hold. */
export type Json = z.infer<typeof json>;

export const json = z.json();
