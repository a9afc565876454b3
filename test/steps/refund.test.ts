import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import { createRefund } from '../../src/flint/refunds.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { Launch } from '../../src/launch/launch.ts';
import type { LaunchState } from '../../src/launch/state.ts';
import { readLaunchRecord } from '../../src/steps/record.ts';
import { asked, scripted, stateWhere } from '../launch/scripted-launch.ts';
import { flintBetween } from './flint-between.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
afterEach(async () => {
  await rehearsal?.close();
  rehearsal = undefined;
});

/** The launch up to the wait for its refund; reviews pass at once, the refund only when it is turned. */
async function untilRefunding(): Promise<{ opened: RehearsalWorld; launch: Launch; running: Promise<unknown> }> {
  let held = false;
  const opened: RehearsalWorld = await openRehearsalWorld({
    onExchange: ({ method, path }) => {
      if (held || method !== 'POST' || path !== '/v1/refunds') return;
      held = true;
      hold(opened);
    },
  });
  rehearsal = opened;
  const launch = opened.open();
  const running = launch.run();
  await waits(launch);
  return { opened, launch, running };
}

/** Takes the first refund off the sandbox’s clock, so that only the test moves it. */
function hold({ sandbox }: RehearsalWorld): void {
  for (const { id, status } of sandbox.ledger().live.refunds) {
    if (status === 'pending') sandbox.controls.turnRefund('live', id, 'in_transit');
  }
}

const waits = (launch: Launch): Promise<LaunchState> =>
  stateWhere(launch, ({ moment }) => moment.kind === 'waiting' && moment.id === 'cut-over.refund');

const refundsOf = (opened: RehearsalWorld) => opened.sandbox.ledger().live.refunds;

const firstOf = (opened: RehearsalWorld): string => refundsOf(opened)[0]?.id ?? '';

const shows = (launch: Launch, text: string): Promise<LaunchState> =>
  stateWhere(launch, ({ sheet }) => JSON.stringify(sheet ?? '').includes(text));

describe('a refund that needs something from the person', () => {
  it('is waited for with words, never followed by a second one, and counts when it succeeded', async () => {
    const { opened, launch, running } = await untilRefunding();
    const id = firstOf(opened);
    opened.sandbox.controls.turnRefund('live', id, 'requires_action');
    await shows(launch, 'needs something from you before it can go on');
    expect(launch.getState().moment).toMatchObject({ kind: 'waiting', id: 'cut-over.refund' });
    expect(JSON.stringify(launch.getState().sheet)).toContain('do not make another one');
    launch.leave('chosen');
    await running;

    const again = opened.open();
    const resumed = again.run();
    await shows(again, 'needs something from you before it can go on');
    expect(refundsOf(opened)).toHaveLength(1);
    opened.sandbox.controls.turnRefund('live', id, 'succeeded');
    expect(await resumed).toEqual({ kind: 'finished' });
    expect(refundsOf(opened)).toMatchObject([{ status: 'succeeded', amount: 100 }]);
  });

  it('ends a headless run as waited too long, and is the same refund on the next run', async () => {
    const { opened, launch, running } = await untilRefunding();
    const id = firstOf(opened);
    opened.sandbox.controls.turnRefund('live', id, 'requires_action');
    await shows(launch, 'needs something from you');
    launch.leave('chosen');
    await running;
    expect(await opened.open({ patience: 0 }).run()).toMatchObject({ failure: { kind: 'waited too long' } });
    expect(refundsOf(opened)).toHaveLength(1);
  });
});

describe('a refund that came to nothing', () => {
  it.each([
    ['failed', 'insufficient_available_balance', 'normal until payments have settled'],
    ['failed', 'lost_or_stolen_card', 'reported lost or stolen'],
    ['failed', 'payment_disputed', 'Answer the dispute'],
    ['failed', 'a_reason_nobody_heard_of', 'a reason nobody heard of'],
    ['canceled', undefined, 'The refund was cancelled.'],
  ] as const)('%s, %s: says why, and another one is only ever a decision', async (status, reason, says) => {
    const { opened, running } = await untilRefunding();
    const id = firstOf(opened);
    opened.sandbox.controls.turnRefund('live', id, status, reason);
    const outcome = await running;
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'refused' } });
    expect(JSON.stringify(outcome)).toContain(says);
    expect(refundsOf(opened)).toHaveLength(1);
    // Without a new decision the next run stops at the same place.
    expect(await opened.open().run()).toMatchObject({ kind: 'failed' });
    expect(refundsOf(opened)).toHaveLength(1);
  });

  it('is followed by another after a decision and a new confirmation, under its own name', async () => {
    const { opened, running } = await untilRefunding();
    const id = firstOf(opened);
    opened.sandbox.controls.turnRefund('live', id, 'failed', 'declined');
    await running;
    const second = opened.open({ sources: [scripted({ 'cut-over.refund-again#1': 'again' })] });
    expect(await second.run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened).map(({ status }) => status)).toEqual(['failed', 'succeeded']);
    const confirmed = opened.journal.entries().flatMap((entry) => (entry.type === 'confirmed' ? [entry.key] : []));
    expect(confirmed).toEqual(['cut-over.charge', 'cut-over.refund', 'cut-over.refund#2']);
  });

  it('in part is followed by one of the rest only', async () => {
    const { opened, running } = await untilRefunding();
    const id = firstOf(opened);
    opened.sandbox.controls.turnRefund('live', id, 'partially_succeeded');
    expect(JSON.stringify(await running)).toContain('Only a part of the refund went through.');
    const launch = opened.open({ sources: [scripted({ 'cut-over.refund-again#1': 'again' })] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened).map(({ amount }) => amount)).toEqual([100, 50]);
  });
});

describe('a payment that was refunded elsewhere', () => {
  /** `held`: those refunds stay on their way until the test turns them. */
  async function refundedElsewhere(amounts: readonly number[], held = false): Promise<RehearsalWorld> {
    const opened: RehearsalWorld = await openRehearsalWorld({
      onExchange: ({ method, path }) => {
        if (held && method === 'POST' && path === '/v1/refunds' && refundsOf(opened).length <= amounts.length)
          hold(opened);
      },
    });
    rehearsal = opened;
    await opened.open({ sources: [scripted({ 'cut-over.fulfilled': 'look' })] }).run();
    const { sandbox } = opened;
    const client = connect({ mode: 'live', key: sandbox.keys.live as LiveKey, baseUrl: new URL(sandbox.baseUrl) });
    const orderId = sandbox.ledger().live.orders[0]?.id ?? '';
    for (const [index, amount] of amounts.entries()) {
      await createRefund(client, {
        orderId,
        amount: { amount, currency: 'USD' },
        idempotencyKey: `dashboard-${index}`,
      });
    }
    return opened;
  }

  /** Two refunds elsewhere that make up the payment, of which the second has gone through, watched by a launch. */
  async function twoElsewhere() {
    const opened = await refundedElsewhere([40, 60], true);
    const [first, second] = refundsOf(opened).map(({ id }) => id);
    opened.sandbox.controls.turnRefund('live', second ?? '', 'succeeded');
    const launch = opened.open();
    const running = launch.run();
    await shows(launch, '2 refunds, together 1.00 USD, are accepted');
    return { opened, launch, running, first: first ?? '' };
  }

  it('in two parts is proved once both have gone through', async () => {
    const { opened, launch, running, first } = await twoElsewhere();
    expect(launch.getState().moment).toMatchObject({ kind: 'waiting', id: 'cut-over.refund' });
    launch.leave('chosen');
    await running;
    const again = opened.open();
    const resumed = again.run();
    await shows(again, '2 refunds, together 1.00 USD, are accepted');
    opened.sandbox.controls.turnRefund('live', first, 'succeeded');
    expect(await resumed).toEqual({ kind: 'finished' });
    expect(again.getState().proofs.map(({ text }) => text)).toContain('2 refunds succeeded, together 1.00 USD.');
    expect(refundsOf(opened).map(({ amount }) => amount)).toEqual([40, 60]);
  });

  it('in two parts of which one fails has just that part refunded, after a decision and a confirmation', async () => {
    const { opened, running, first } = await twoElsewhere();
    opened.sandbox.controls.turnRefund('live', first, 'failed', 'declined');
    expect(await running).toMatchObject({ failure: { kind: 'refused', headline: 'The refund failed.' } });
    expect(refundsOf(opened)).toHaveLength(2);
    const again = opened.open({ sources: [scripted({ 'cut-over.refund-again#1': 'again' })] });
    expect(await again.run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened).map(({ amount }) => amount)).toEqual([40, 60, 40]);
    const phrases = opened.journal.entries().flatMap((entry) => (entry.type === 'confirmed' ? [entry.phrase] : []));
    expect(phrases).toEqual(['charge 1.00', 'refund 0.40']);
    // What went through beside the one that failed is looked at again together with the new one.
    const [, kept, sent] = refundsOf(opened).map(({ id }) => id);
    expect(readLaunchRecord(opened.journal.entries()).refundIds).toEqual([kept, sent]);
  });

  it('in full is followed by no refund of ours; that one can be the proof', async () => {
    const opened = await refundedElsewhere([100]);
    const launch = opened.open();
    const shown: string[] = [];
    launch.subscribe(() => shown.push(JSON.stringify(launch.getState().sheet ?? '')));
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened)).toMatchObject([{ amount: 100, status: 'succeeded' }]);
    expect(shown.join('\n')).toContain('was refunded elsewhere');
    const confirmed = opened.journal.entries().filter(({ type }) => type === 'confirmed');
    expect(confirmed).toHaveLength(1);
    expect(await opened.open().run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened)).toHaveLength(1);
  });

  it('that came to nothing is followed by the next one that was made elsewhere', async () => {
    const opened = await refundedElsewhere([100], true);
    const id = firstOf(opened);
    const launch = opened.open();
    const running = launch.run();
    await waits(launch);
    opened.sandbox.controls.turnRefund('live', id, 'failed', 'declined');
    expect(await running).toMatchObject({ failure: { kind: 'refused' } });
    const client = connect({
      mode: 'live',
      key: opened.sandbox.keys.live as LiveKey,
      baseUrl: new URL(opened.sandbox.baseUrl),
    });
    const orderId = opened.sandbox.ledger().live.orders[0]?.id ?? '';
    await createRefund(client, { orderId, amount: { amount: 100, currency: 'USD' }, idempotencyKey: 'once-more' });
    const again = opened.open({ sources: [scripted({ 'cut-over.refund-again#1': 'again' })] });
    expect(await again.run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened).map(({ status }) => status)).toEqual(['failed', 'succeeded']);
    expect(await opened.open().run()).toEqual({ kind: 'finished' });
    expect(opened.journal.entries().filter(({ type }) => type === 'confirmed')).toHaveLength(1);
  });

  it('in full may also end the launch, and nothing is sent', async () => {
    const opened = await refundedElsewhere([100]);
    const id = refundsOf(opened)[0]?.id;
    const launch = opened.open({ sources: [scripted({ [`cut-over.refund-elsewhere#${id}`]: 'leave' })] });
    expect(await launch.run()).toMatchObject({ failure: { headline: expect.stringContaining('refunded elsewhere') } });
    expect(refundsOf(opened)).toHaveLength(1);
  });

  it('in part is completed by the exact rest, which is what has to be confirmed', async () => {
    const opened = await refundedElsewhere([40]);
    expect(await opened.open().run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened).map(({ amount }) => amount)).toEqual([40, 60]);
    const phrases = opened.journal.entries().flatMap((entry) => (entry.type === 'confirmed' ? [entry.phrase] : []));
    expect(phrases).toEqual(['charge 1.00', 'refund 0.60']);
  });
});

describe('a payment of which half was refunded elsewhere', () => {
  async function halfElsewhere(): Promise<RehearsalWorld> {
    const opened = await openRehearsalWorld();
    rehearsal = opened;
    await opened.open({ sources: [scripted({ 'cut-over.fulfilled': 'look' })] }).run();
    const { sandbox } = opened;
    const client = connect({ mode: 'live', key: sandbox.keys.live as LiveKey, baseUrl: new URL(sandbox.baseUrl) });
    const orderId = sandbox.ledger().live.orders[0]?.id ?? '';
    await createRefund(client, { orderId, amount: { amount: 50, currency: 'USD' }, idempotencyKey: 'dashboard' });
    return opened;
  }

  it('has its other half refunded too: that of somebody else is not taken for it', async () => {
    const opened = await halfElsewhere();
    expect(await opened.open().run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened).map(({ amount }) => amount)).toEqual([50, 50]);
  });

  it('sends nothing where the order says that all of it is back, though the list has one half only', async () => {
    const opened = await halfElsewhere();
    opened.sandbox.controls.setAvailableBalance('live', 10);
    expect(await opened.open().run()).toMatchObject({ failure: { kind: 'refused' } });
    opened.sandbox.controls.setAvailableBalance('live', undefined);
    const sent: string[] = [];
    const between = await flintBetween(opened.sandbox.baseUrl, {
      change: ({ method, path }, answer) => {
        if (method === 'POST') sent.push(path);
        if (!/^\/v1\/orders\/[^/]+$/.test(path)) return answer;
        return { ...answer, body: answer.body.replace(/("refunded_money":\{"amount":)\d+/, '$1100') };
      },
    });
    try {
      const again = opened.open({
        world: (same) => ({ ...same, target: { ...same.target, baseUrl: between.url } }),
      });
      await again.run();
      expect(sent).not.toContain('/v1/refunds');
      expect(refundsOf(opened).map(({ amount }) => amount)).toEqual([50]);
    } finally {
      await between.close();
    }
  });

  it('finds its own half again a day later, and sends no third', async () => {
    const opened = await halfElsewhere();
    expect(await opened.open().run()).toEqual({ kind: 'finished' });
    // As a crash left it that came before the answer, the day before.
    const before = opened.journal.entries().flatMap((entry) => {
      if (entry.type === 'finished' && /^refund/.test(entry.write)) return [];
      if (entry.type !== 'intended' || !/^refund/.test(entry.write)) return [entry];
      return [{ ...entry, at: new Date(Date.now() - 25 * 60 * 60 * 1000).toISOString() }];
    });
    const journal = journalInMemory(opened.journal.header, before);
    expect(await opened.open({ journal }).run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened).map(({ amount }) => amount)).toEqual([50, 50]);
    const adopted = journal.entries().findLast((entry) => entry.type === 'finished' && entry.write === 'refund.create');
    expect(adopted).toMatchObject({ how: 'adopted', result: { refundId: refundsOf(opened)[1]?.id } });
  });
});

describe('a refund that Flint refuses', () => {
  it('for want of balance is no failure of the setup, leaves nothing behind, and goes through later', async () => {
    const opened = await openRehearsalWorld();
    rehearsal = opened;
    await opened.open({ sources: [scripted({ 'cut-over.fulfilled': 'look' })] }).run();
    opened.sandbox.controls.setAvailableBalance('live', 10);
    const outcome = await opened.open().run();
    expect(outcome).toMatchObject({
      failure: {
        kind: 'refused',
        headline: 'The balance does not cover the refund yet.',
        requestId: expect.any(String),
      },
    });
    expect(refundsOf(opened)).toEqual([]);
    opened.sandbox.controls.setAvailableBalance('live', undefined);
    expect(await opened.open().run()).toEqual({ kind: 'finished' });
    expect(refundsOf(opened)).toMatchObject([{ amount: 100, status: 'succeeded' }]);
  });
});

describe('the question whether to refund again', () => {
  it('has stopping as its default', async () => {
    const { opened, launch, running } = await untilRefunding();
    launch.leave('chosen');
    await running;
    const id = firstOf(opened);
    opened.sandbox.controls.turnRefund('live', id, 'failed', 'declined');
    const interactive = opened.open({ interactive: true });
    void interactive.run();
    const { moment } = await asked(interactive, 'cut-over.refund-again');
    expect(moment).toMatchObject({ question: { initial: 'leave' } });
    interactive.leave('chosen');
  });
});
