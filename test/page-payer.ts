import type { Sandbox } from '../src/sandbox/index.ts';

const cards = { live: 'stand_in_card_success', test: 'test_card_success' };
const betweenLooks = 20;

/** Pays every checkout page of a plane as soon as there is one, as a person would, until the signal. */
export async function keepPaying(sandbox: Sandbox, mode: 'live' | 'test', stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const open = sandbox.ledger()[mode].checkoutSessions.find(({ status }) => status === 'open');
    // A fault that was asked for may strike this call too; the page is then looked for again.
    if (open !== undefined) await pay(sandbox, mode, open.id).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, betweenLooks));
  }
}

async function pay({ baseUrl, keys }: Sandbox, mode: 'live' | 'test', sessionId: string): Promise<void> {
  const answer = await fetch(`${baseUrl}/v1/checkout-sessions/${sessionId}`, {
    headers: { Authorization: `Bearer ${keys[mode]}` },
    redirect: 'manual',
  });
  const { data }: { data: { url?: unknown } } = JSON.parse(await answer.text());
  if (typeof data.url !== 'string') return;
  await fetch(data.url, { method: 'POST', body: new URLSearchParams({ card: cards[mode] }), redirect: 'manual' });
}
