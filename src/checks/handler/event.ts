import { randomBytes } from 'node:crypto';
import type { Mode } from '../../flint/mode.ts';

/**
 * The type of every event that is sent: it moves no money, ships nothing and names no object that a handler would fetch. Flint's own
 * list has it (the API notes, webhooks, section 5), so a handler that refuses unknown types knows it.
 */
export const harmlessEventType = 'merchant.readiness.updated';

/** The envelope of a delivery, in the order of the API notes (webhooks, section 4); both generations accept it. */
export interface ProbeEvent {
  readonly webhook_event_id: string;
  readonly event_type: string;
  readonly payload_version: number;
  readonly api_version: string;
  readonly mode: Mode;
  readonly merchant_id: string;
  readonly created_at: string;
  readonly test: true;
  readonly request: null;
  readonly data: { readonly note: string; readonly resource_updated_at: string };
}

/** A new event under an id of its own, marked as a test. */
export function probeEvent(about: { mode: Mode; merchantId: string | undefined; at: Date; note: string }): ProbeEvent {
  const at = about.at.toISOString();
  return {
    webhook_event_id: `whev_golive_${randomBytes(12).toString('hex')}`,
    event_type: harmlessEventType,
    payload_version: 1,
    api_version: '2026-09-07',
    mode: about.mode,
    merchant_id: about.merchantId ?? 'mer_golive',
    created_at: at,
    test: true,
    request: null,
    data: { note: about.note, resource_updated_at: at },
  };
}

/** How an event is written down. `compact`, `unusual` and `spaced` are the same JSON, in other bytes. */
export type Spelling = 'compact' | 'unusual' | 'spaced' | 'in a string' | 'text of an object' | 'no JSON';

/**
 * Writes an event down. `compact` is what JSON.stringify makes of it, `spaced` what Python's json.dumps does. `unusual` differs from what
 * any common library writes: order, blanks, escapes, a final line break. `text of an object` is what a parsed body becomes when it is
 * put into a string in JavaScript; it is signed, never sent. `in a string` is the one that is no such JSON: a single string, the
 * compact text, so that whoever parses it is left with that text. `no JSON` breaks off in the middle: nothing can parse it.
 */
export function spell(event: ProbeEvent, spelling: Spelling): string {
  switch (spelling) {
    case 'compact':
      return JSON.stringify(event);
    case 'spaced':
      return spaced(event);
    case 'unusual':
      return unusual(event);
    case 'in a string':
      return JSON.stringify(JSON.stringify(event));
    case 'text of an object':
      return '[object Object]';
    case 'no JSON':
      return JSON.stringify(event).slice(0, -20);
  }
}

function unusual(event: ProbeEvent): string {
  const { data, ...rest } = event;
  const reordered = { data, ...Object.fromEntries(Object.entries(rest).reverse()) };
  return `${JSON.stringify(reordered, null, 3)
    .replaceAll('"test"', '"\\u0074est"')
    .replaceAll(' signed ', ' \\u0073igned ')
    .replaceAll('/', '\\/')}\n`;
}

function spaced(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value).replace(/[^ -~]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  }
  return `{${Object.entries(value)
    .map(([name, part]) => `${JSON.stringify(name)}: ${spaced(part)}`)
    .join(', ')}}`;
}
