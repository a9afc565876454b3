import { afterEach, describe, expect, it } from 'vitest';
import type { Launch } from '../../src/launch/launch.ts';
import { manualClock } from '../../src/sandbox/index.ts';
import { scripted, stateWhere } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
afterEach(async () => {
  await rehearsal?.close();
  rehearsal = undefined;
});

/** The page to pay on, once the launch shows it. */
async function payPage(launch: Launch): Promise<string> {
  const state = await stateWhere(launch, ({ sheet, moment }) =>
    moment.kind === 'waiting'
      ? (sheet?.blocks ?? []).some((block) => block.kind === 'link' && block.purpose === 'pay')
      : false,
  );
  const link = state.sheet?.blocks.find((block) => block.kind === 'link' && block.purpose === 'pay');
  return link?.kind === 'link' ? link.url : '';
}

async function pay(url: string, card: string): Promise<void> {
  await fetch(url, { method: 'POST', body: new URLSearchParams({ card }), redirect: 'manual' });
}

/** Submits the identity form when it is asked for, and leaves paying to the test. */
function verifying(opened: RehearsalWorld, launch: Launch): void {
  let done = false;
  launch.subscribe(() => {
    const link = launch.getState().sheet?.blocks.find((block) => block.kind === 'link' && block.purpose === 'verify');
    if (done || link?.kind !== 'link') return;
    done = true;
    void fetch(`${opened.sandbox.dashboardUrl}/verification`, { method: 'POST', redirect: 'manual' });
  });
}

describe('the verification charge', () => {
  it('shows a declined card in words, stays open, and goes on with the next one', async () => {
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open({ standIn: false });
    verifying(rehearsal, launch);
    const running = launch.run();
    const page = await payPage(launch);
    await pay(page, 'test_card_success');
    await stateWhere(launch, ({ sheet }) => JSON.stringify(sheet).includes('declined'));
    expect(rehearsal.sandbox.ledger().live.charges).toEqual([]);
    await pay(page, 'stand_in_card_success');
    expect(await running).toEqual({ kind: 'finished' });
    expect(rehearsal.sandbox.ledger().live.charges).toHaveLength(1);
  });

  it('charges once even when the page is submitted twice', async () => {
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open({ standIn: false });
    verifying(rehearsal, launch);
    const running = launch.run();
    const page = await payPage(launch);
    await Promise.all([pay(page, 'stand_in_card_success'), pay(page, 'stand_in_card_success')]);
    expect(await running).toEqual({ kind: 'finished' });
    expect(rehearsal.sandbox.ledger().live.charges).toHaveLength(1);
  });

  it('is only ever the amount that was confirmed', async () => {
    rehearsal = await openRehearsalWorld();
    const launch = rehearsal.open({ sources: [scripted({ 'cut-over.amount': '2.50' })] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    const { live } = rehearsal.sandbox.ledger();
    expect(live.charges).toMatchObject([{ amount: 250 }]);
    expect(live.refunds).toMatchObject([{ amount: 250, status: 'succeeded' }]);
    const phrases = rehearsal.journal
      .entries()
      .filter((entry) => entry.type === 'confirmed')
      .map(({ phrase }) => phrase);
    expect(phrases).toEqual(['charge 2.50', 'refund 2.50']);
  });

  for (const [amount, says] of [
    ['6.00', 'At most 5.00 USD'],
    ['0.20', 'not charged less than 0.50'],
    ['1,00', 'has to be an amount'],
    ['-1', 'has to be an amount'],
  ] as const) {
    it(`refuses ${amount} as an amount`, async () => {
      rehearsal = await openRehearsalWorld();
      const outcome = await rehearsal.open({ sources: [scripted({ 'cut-over.amount': amount })] }).run();
      expect(outcome).toMatchObject({ failure: { kind: 'usage', meaning: expect.stringContaining(says) } });
      expect(rehearsal.sandbox.ledger().live.orders).toEqual([]);
    });
  }
});

describe('fulfilment that did not run', () => {
  it('stops the launch with the payment as it is, and goes on when it ran', async () => {
    rehearsal = await openRehearsalWorld();
    const outcome = await rehearsal.open({ sources: [scripted({ 'cut-over.fulfilled': 'look' })] }).run();
    expect(outcome).toMatchObject({ failure: { headline: expect.stringContaining('Fulfilment is not confirmed') } });
    expect(rehearsal.sandbox.ledger().live.refunds).toEqual([]);
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    expect(rehearsal.sandbox.ledger().live.refunds).toHaveLength(1);
  });

  it('can be refunded first; the launch is then not complete', async () => {
    rehearsal = await openRehearsalWorld();
    const outcome = await rehearsal.open({ sources: [scripted({ 'cut-over.fulfilled': 'refund' })] }).run();
    const meaning = expect.stringContaining('The payment was refunded.');
    expect(outcome).toMatchObject({ kind: 'failed', failure: { meaning } });
    expect(rehearsal.sandbox.ledger().live.refunds).toMatchObject([{ status: 'succeeded' }]);
    // Once it is repaired, the same question is put again, and nothing is refunded twice.
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    expect(rehearsal.sandbox.ledger().live.refunds).toHaveLength(1);
  });
});

describe('readiness', () => {
  it('with payments ready and payouts not, goes on only by a decision', async () => {
    const clock = manualClock();
    rehearsal = await openRehearsalWorld({ clock, speed: 1 });
    const launch = rehearsal.open({ sources: [scripted({ 'readiness.without-payouts': 'go-on' })] });
    const running = launch.run();
    await stateWhere(launch, ({ current, moment }) => current === 'readiness' && moment.kind === 'waiting');
    clock.advance(9_000);
    const state = await stateWhere(
      launch,
      ({ moment }) => moment.kind === 'waiting' && moment.ways.some(({ id }) => id === 'without-payouts'),
    );
    expect(JSON.stringify(state.sheet)).toContain('Catch that before launch, not on payday.');
    launch.take('without-payouts');
    await stateWhere(launch, ({ current }) => current === 'configuration');
    expect(launch.getState().steps.find(({ id }) => id === 'readiness')?.note).toBe('payouts not ready');
    launch.leave('chosen');
    await running;
  });

  it('ends headless with the last state shown when the time for waiting ran out', async () => {
    const clock = manualClock();
    rehearsal = await openRehearsalWorld({ clock, speed: 1 });
    const outcome = await rehearsal.open({ patience: 0, sources: [scripted({ 'account.how': 'later' })] }).run();
    expect(outcome).toMatchObject({ failure: { kind: 'waited too long' } });
  });
});

describe('a run that only looks', () => {
  it('names what is next and sends nothing but reads', async () => {
    const methods = new Set<string>();
    rehearsal = await openRehearsalWorld({ onExchange: ({ method }) => void methods.add(method) });
    const outcome = await rehearsal.open({ lookOnly: true, patience: 0 }).run();
    expect(outcome).toMatchObject({ failure: { kind: 'refused', meaning: expect.stringContaining('only looked') } });
    expect([...methods].filter((method) => method !== 'GET')).toEqual([]);
  });
});
