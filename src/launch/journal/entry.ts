import { z } from 'zod';
import { json } from '../json.ts';

const at = z.iso.datetime();

const evidence = z.object({
  requestId: z.string().optional(),
  at,
  mode: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  status: z.number().int().optional(),
  generation: z.string().optional(),
});

/** One thing the server cannot tell. Entries are only ever added. No entry holds a secret. */
export const entry = z.discriminatedUnion('type', [
  /** A question was answered. `value` is absent for a secret: `shown` then says where it went. */
  z.object({
    type: z.literal('answered'),
    at,
    key: z.string(),
    question: z.string(),
    step: z.string(),
    title: z.string(),
    value: json.optional(),
    shown: z.string(),
    by: z.enum(['person', 'flag', 'answers file', 'default', 'environment']),
    /** A secret that lay in its place when the launch looked: from before it, or stored by a run that ended before it could say so. */
    found: z.literal(true).optional(),
  }),
  /** An answer was taken back and will be asked again. */
  z.object({ type: z.literal('withdrawn'), at, key: z.string() }),
  /** Money was confirmed: this much, for this question. */
  z.object({
    type: z.literal('confirmed'),
    at,
    key: z.string(),
    step: z.string(),
    title: z.string(),
    amount: z.object({ amount: z.number().int(), currency: z.string() }),
    phrase: z.string(),
    by: z.enum(['person', 'flag', 'default']),
  }),
  /** A write is about to be sent under this Idempotency-Key. Recorded before the request leaves. */
  z.object({
    type: z.literal('intended'),
    at,
    write: z.string(),
    title: z.string(),
    idempotencyKey: z.string(),
    uses: z.array(z.string()),
    undoes: z.array(z.string()).optional(),
  }),
  /** A write is done and what it showed once is stored. */
  z.object({
    type: z.literal('finished'),
    at,
    write: z.string(),
    title: z.string(),
    result: json,
    how: z.enum(['sent', 'adopted']),
    /** The answers that it used. What is adopted at first sight has no intention to name them. */
    uses: z.array(z.string()).optional(),
    /** The writes that this one took back; they count as not begun from here on. */
    undoes: z.array(z.string()).optional(),
    undo: z.discriminatedUnion('possible', [
      z.object({ possible: z.literal(true), how: z.string() }),
      z.object({ possible: z.literal(false), because: z.string() }),
    ]),
    evidence,
  }),
  /** A write was refused, and nothing happened; its Idempotency-Key is not used again. */
  z.object({
    type: z.literal('refused'),
    at,
    write: z.string(),
    because: z.string(),
    requestId: z.string().optional(),
  }),
  /** A fact that was proved, the first time it was. */
  z.object({ type: z.literal('proved'), at, name: z.string(), step: z.string(), text: z.string(), evidence }),
]);

export type Entry = z.infer<typeof entry>;
export type EntryOf<Type extends Entry['type']> = Extract<Entry, { type: Type }>;

/** What a launch is, fixed when it starts. */
const header = z.object({
  /** Random; part of the markers by which the launch finds again what it made. */
  id: z.string(),
  name: z.string(),
  target: z.enum(['live', 'sandbox', 'embedded']),
  /** The absolute path of the project folder. */
  folder: z.string(),
  startedAt: at,
});

export type Header = z.infer<typeof header>;

/** The main file of a journal, in format 2. Entries that came after it was written are in its tail. */
export const journalFile = z.object({ version: z.literal(2), launch: header, entries: z.array(entry) });

export type JournalFile = z.infer<typeof journalFile>;
