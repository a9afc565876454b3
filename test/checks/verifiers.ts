import { createHmac, timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { type Arrival, liveSecret, type Reply } from './serve-handler.ts';

/** What a verifier of these tests does differently from a right one. */
export interface Habits {
  readonly secret?: string;
  readonly key?: Buffer;
  /** What it signs, instead of the raw bytes. */
  readonly body?: (raw: Buffer) => string;
  /** Seconds; undefined: any age. */
  readonly tolerance?: number | undefined;
  /** Seconds that its clock is fast. */
  readonly ahead?: number;
}

/** A right handler in node:http: the package standardwebhooks on the raw bytes. */
export function standardwebhooksHandler(secret = liveSecret): (arrival: Arrival) => Reply {
  const webhook = new Webhook(secret);
  return ({ raw, headers }) => {
    try {
      webhook.verify(raw, headers as Record<string, string>);
    } catch {
      return { status: 400, body: 'invalid signature' };
    }
    return 204;
  };
}

/** Whether the three webhook- headers pass, by a verifier written by hand. */
export function passesStandard({ raw, headers }: Arrival, habits: Habits = {}): boolean {
  const key = habits.key ?? Buffer.from((habits.secret ?? liveSecret).slice('whsec_'.length), 'base64');
  const timestamp = String(headers['webhook-timestamp']);
  if (!isTimely(timestamp, habits)) return false;
  const body = habits.body?.(raw) ?? raw.toString();
  const expected = createHmac('sha256', key).update(`${headers['webhook-id']}.${timestamp}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((part) => equal(Buffer.from(part.replace('v1,', ''), 'base64'), expected));
}

/** Whether X-Flint-Signature passes. */
export function passesLegacy({ raw, headers }: Arrival, habits: Habits = {}): boolean {
  const [time = '', ...parts] = String(headers['x-flint-signature']).split(',');
  const timestamp = time.replace('t=', '');
  if (!isTimely(timestamp, habits)) return false;
  const body = habits.body?.(raw) ?? raw.toString();
  const expected = createHmac('sha256', habits.key ?? habits.secret ?? liveSecret)
    .update(`${timestamp}.${body}`)
    .digest();
  return parts.some((part) => equal(Buffer.from(part.replace('v1=', ''), 'hex'), expected));
}

/** Writes JSON as Python's json.dumps does for events of these tests. */
export function pythonJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, part]) => `${JSON.stringify(name)}: ${pythonJson(part)}`)
    .join(', ')}}`;
}

function isTimely(timestamp: string, habits: Habits): boolean {
  const tolerance = 'tolerance' in habits ? habits.tolerance : 300;
  return tolerance === undefined || Math.abs(Date.now() / 1000 + (habits.ahead ?? 0) - Number(timestamp)) <= tolerance;
}

function equal(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
