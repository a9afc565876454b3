import type { Sandbox } from '../../../src/sandbox/index.ts';

/** Pays every checkout page as soon as there is one, as a person would, until the signal. */
export async function keepPaying(sandbox: Sandbox, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const open = sandbox.ledger().live.checkoutSessions.find(({ status }) => status === 'open');
    if (open !== undefined) await pay(sandbox, open.id).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function pay({ baseUrl, keys }: Sandbox, sessionId: string): Promise<void> {
  const answer = await fetch(`${baseUrl}/v1/checkout-sessions/${sessionId}`, {
    headers: { Authorization: `Bearer ${keys.live}` },
    redirect: 'manual',
  });
  const { data }: { data: { url?: unknown } } = JSON.parse(await answer.text());
  if (typeof data.url !== 'string') return;
  const body = new URLSearchParams({ card: 'stand_in_card_success' });
  await fetch(data.url, { method: 'POST', body, redirect: 'manual' });
}
