import type { WireBody, WireRecord } from '../../flint/wire/fields.ts';
import type { Copy } from '../copies.ts';
import { notes } from '../copy.ts';
import type { ConfigurationObject, Inventory, Planes } from '../inventory.ts';
import { isFilled, isRecord } from '../raw.ts';

/** What the objects of a kind say about their copy. */
export type Draft = Omit<Copy, 'from' | 'kind' | 'name' | 'needs'>;

/** A draft, or why this object cannot be copied, in a sentence. */
export type Drafted = { readonly draft: Draft } | { readonly byHand: string };

/** Makes the draft of one kind. */
export type Drafting = (object: ConfigurationObject, planes: Planes) => Drafted;

/** A draft with everything that most kinds leave empty. */
export function draftOf(body: WireBody, part: Partial<Draft>): Drafted {
  return {
    draft: { references: [], notes: [], variants: [], categories: [], switchOff: false, ...part, body },
  };
}

/** A note for each field that is set but belongs to something this program does not copy. */
export function leftOut(raw: WireRecord, fields: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(fields)
    .filter(([field]) => isFilled(raw[field]))
    .map(([, words]) => notes.leftOut(words));
}

/** A note where metadata names an object of the sandbox: it is copied as it is, because only its reader knows what it means. */
export function metadataNotes(raw: WireRecord, sandbox: Inventory): readonly string[] {
  const values = isRecord(raw.metadata) ? Object.entries(raw.metadata) : [];
  return values
    .filter(([, value]) => typeof value === 'string' && sandbox.objects.has(value))
    .map(([name, value]) => notes.metadataNames(name, String(value)));
}
