import type { WireRecord } from '../flint/wire/fields.ts';

/** Fields of objects as Flint sent them. Nothing read here is cleaned: it goes into bodies, never onto a screen. */

export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is there and not empty. */
export function textIn(record: WireRecord | undefined, field: string): string | undefined {
  const value = record?.[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function recordIn(record: WireRecord, field: string): WireRecord | undefined {
  const value = record[field];
  return isRecord(value) ? value : undefined;
}

/** The objects of a list; anything but a list is an empty one. */
export function recordsIn(record: WireRecord, field: string): readonly WireRecord[] {
  return listIn(record, field).filter(isRecord);
}

export function listIn(record: WireRecord, field: string): readonly unknown[] {
  const value = record[field];
  return Array.isArray(value) ? value : [];
}

/** Whether a field says anything: absent, null, an empty text, list or object do not. */
export function isFilled(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isRecord(value) || Object.keys(value).length > 0;
}

/** The named fields that say anything. Flint refuses unknown fields, so bodies are built from lists of known ones. */
export function pick(record: WireRecord, fields: readonly string[]): WireRecord {
  return Object.fromEntries(
    fields.filter((field) => isFilled(record[field])).map((field) => [field, record[field]] as const),
  );
}

/** Whether the object is gone from use; its return is not documented (the API notes, catalog, section 3). */
export function isArchived(raw: WireRecord): boolean {
  return raw.status === 'archived' || raw.status === 'deleted';
}

/** Whether an object is as its create left it, as far as its version or times tell. */
export function isUnchanged(raw: WireRecord): boolean {
  if (typeof raw.version === 'number') return raw.version === 1;
  return textIn(raw, 'created_at') !== undefined && raw.created_at === raw.updated_at;
}
