export const fulfilment = String.raw`// Events are kept first and worked on afterwards, each of them once.

import { mkdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isPaid, readOrder } from './flint.js';

const folder = 'data/';
const kept = new Map(linesOf('events.ndjson').map((event) => [event.webhook_event_id, Promise.resolve()]));
const fulfilled = new Set(linesOf('fulfilled.ndjson').map((order) => order.order_id));
const inProgress = new Map();

/** Keeps an event durably. False when it has been kept before: Flint may deliver one twice. */
export async function keep(event) {
  const id = event.webhook_event_id;
  const earlier = kept.get(id);
  if (earlier) {
    await earlier;
    return false;
  }
  const saving = append('events.ndjson', event);
  kept.set(id, saving);
  try {
    await saving;
  } catch (error) {
    kept.delete(id);
    throw error;
  }
  return true;
}

/** Hands out the goods once Flint says that the order is paid. The event is only the reason to ask. */
export function work(event) {
  const orderId = event.data?.order_id;
  if (!['order.payment_succeeded', 'order.paid'].includes(event.event_type) || event.test || !orderId) return;
  if (inProgress.has(orderId)) return inProgress.get(orderId);
  const running = fulfil(orderId).finally(() => inProgress.delete(orderId));
  inProgress.set(orderId, running);
  return running;
}

/** Works again on what was kept and not finished: after a restart, and when Flint could not be reached. */
export async function resume() {
  for (const event of linesOf('events.ndjson')) {
    await work(event)?.catch((error) => console.error('Fulfilment waits:', error.message));
  }
}

async function fulfil(orderId) {
  if (fulfilled.has(orderId) || !isPaid(await readOrder(orderId))) return;
  await append('fulfilled.ndjson', { order_id: orderId, at: new Date().toISOString() });
  fulfilled.add(orderId);
  console.log('Fulfilled', orderId);
}

async function append(name, value) {
  mkdirSync(folder, { recursive: true });
  const file = await open(folder + name, 'a', 0o600);
  try {
    // The first line break ends a line that a crash may have cut off.
    await file.appendFile('\n' + JSON.stringify(value) + '\n');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A line that was cut off by a crash was never acknowledged; Flint delivers it again. */
function linesOf(name) {
  let text = '';
  try {
    text = readFileSync(folder + name, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
`;
