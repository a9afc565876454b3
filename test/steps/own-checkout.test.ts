import { describe, expect, it } from 'vitest';
import { closeCheckoutSession, listCheckoutSessions } from '../../src/flint/checkout-sessions.ts';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import { createOrder, listOrders } from '../../src/flint/orders.ts';
import { systemClock } from '../../src/launch/clock.ts';
import type { Launch } from '../../src/launch/launch.ts';
import { timeOfDay } from '../../src/steps/instants.ts';
import type { World } from '../../src/steps/world.ts';
import { scripted, stateWhere } from '../launch/scripted-launch.ts';
import { flintBetween } from './flint-between.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { rehearsalOfTest } from './rehearsal-world.ts';

const own = { 'cut-over.charge-way': 'own' };

const clientOf = ({ sandbox }: RehearsalWorld) =>
  connect({ mode: 'live', key: sandbox.keys.live as LiveKey, baseUrl: new URL(sandbox.baseUrl) });

const waits = (launch: Launch, id: string) =>
  stateWhere(launch, ({ moment }) => moment.kind === 'waiting' && moment.id === id);

const phrases = ({ journal }: RehearsalWorld) =>
  journal.entries().flatMap((entry) => (entry.type === 'confirmed' ? [entry.phrase] : []));

/** Verifies the account and leaves the shop and the checkout to the test. */
function withoutBuying({ sandbox }: RehearsalWorld, launch: Launch): void {
  let done = false;
  launch.subscribe(() => {
    const link = launch.getState().sheet?.blocks.find((block) => block.kind === 'link' && block.purpose === 'verify');
    if (done || link?.kind !== 'link') return;
    done = true;
    void fetch(`${sandbox.dashboardUrl}/verification`, { method: 'POST', redirect: 'manual' });
  });
}

const buy = ({ receiver }: RehearsalWorld) =>
  fetch(new URL('/buy', receiver.shopUrl), { method: 'POST', redirect: 'manual' });

const pay = (url: string, card: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ card }), redirect: 'manual' });

describe.each(['guide', '2026-09-07'] as const)('a charge through the person’s own checkout, %s', (generation) => {
  it('is noticed, recognised, confirmed with its own sum, paid, settled and refunded', async () => {
    const world = await rehearsalOfTest({ api: { default: generation } });
    const launch = world.open({ sources: [scripted(own)] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(phrases(world)).toEqual(['charge 1.20', 'refund 1.20']);
    const { live } = world.sandbox.ledger();
    expect(live.charges).toMatchObject([{ amount: 120 }]);
    expect(live.refunds).toMatchObject([{ amount: 120, status: 'succeeded' }]);
    expect(live.orders).toHaveLength(1);

    expect(await world.open({ sources: [scripted(own)] }).run()).toEqual({ kind: 'finished' });
    expect(world.sandbox.ledger().live.orders).toHaveLength(1);
    expect(phrases(world)).toHaveLength(2);
  });

  it('locks the way it went and the account it was for, so that no second charge follows', async () => {
    const world = await rehearsalOfTest({ api: { default: generation } });
    const launch = world.open({ sources: [scripted(own)] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    const locked = launch.getState().answers.flatMap(({ key, locked }) => (locked === undefined ? [] : [key]));
    expect(locked).toContain('cut-over.charge-way');
    expect(locked.some((key) => key.startsWith('live-key.merchant#'))).toBe(true);
    launch.reconsider('cut-over.charge-way');
    expect(await world.open({ sources: [scripted({ 'cut-over.charge-way': 'page' })] }).run()).toEqual({
      kind: 'finished',
    });
    expect(world.sandbox.ledger().live.charges).toHaveLength(1);
  });

  it('is never proved by the refund of another order', async () => {
    const world = await rehearsalOfTest({ api: { default: generation } });
    expect(await world.open({ sources: [scripted(own)] }).run()).toEqual({ kind: 'finished' });
    // As an older version let it come to pass: the way was changed after everything was done.
    world.journal.append({ type: 'withdrawn', at: new Date().toISOString(), key: 'cut-over.charge-way' });
    const outcome = await world.open({ sources: [scripted({ 'cut-over.charge-way': 'page' })] }).run();
    expect(outcome).toMatchObject({ kind: 'failed', failure: { headline: expect.stringContaining('is of order') } });
    expect(world.sandbox.ledger().live.refunds).toHaveLength(1);
  });

  it('takes the very order that the smoke test saw', async () => {
    const world = await rehearsalOfTest({ api: { default: generation } });
    const sources = [scripted({ ...own, 'cut-over.smoke-test': 'order' })];
    expect(await world.open({ sources }).run()).toEqual({ kind: 'finished' });
    expect(world.sandbox.ledger().live.orders).toMatchObject([{ amount: 120, status: 'paid' }]);
  });
});

describe('an order in the person’s own checkout', () => {
  it('above the limit is left alone and named; a higher limit takes it', async () => {
    const world = await rehearsalOfTest();
    const order = { lines: [{ name: 'A print', unitPrice: { amount: 900, currency: 'USD' }, quantity: 1 }] };
    const launch = world.open({ sources: [scripted(own)], standIn: false });
    withoutBuying(world, launch);
    const running = launch.run();
    await waits(launch, 'cut-over.own-order');
    await createOrder(clientOf(world), { ...order, externalReferenceId: 'cart-1', idempotencyKey: 'cart-1' });
    await stateWhere(launch, ({ sheet }) => JSON.stringify(sheet ?? '').includes('above the limit'));
    launch.leave('chosen');
    await running;
    const raised = world.open({ sources: [scripted(own)], world: (same) => ({ ...same, chargeLimit: '10.00' }) });
    const second = raised.run();
    await waits(raised, 'cut-over.own-payment');
    expect(phrases(world)).toEqual(['charge 9.00']);
    raised.leave('chosen');
    await second;
  });

  it('that is not the one is left alone, and the next one is asked about', async () => {
    const world = await rehearsalOfTest();
    const order = { lines: [{ name: 'Somebody’s', unitPrice: { amount: 300, currency: 'USD' }, quantity: 1 }] };
    let refused = '';
    const launch = world.open({
      standIn: false,
      sources: [
        scripted(own),
        {
          by: 'flag',
          answer: async ({ id, key, choices }) => {
            if (id !== 'cut-over.charged-order') return undefined;
            refused ||= key;
            return key === refused ? 'no' : choices[0]?.value;
          },
        },
      ],
    });
    withoutBuying(world, launch);
    const running = launch.run();
    await waits(launch, 'cut-over.own-order');
    await createOrder(clientOf(world), { ...order, externalReferenceId: 'other', idempotencyKey: 'other' });
    await stateWhere(launch, () => refused !== '');
    await buy(world);
    const { sheet } = await stateWhere(
      launch,
      (state) =>
        state.moment.kind === 'waiting' &&
        (state.sheet?.blocks ?? []).some((block) => block.kind === 'link' && block.purpose === 'pay'),
    );
    const link = sheet?.blocks.find((block) => block.kind === 'link');
    expect(phrases(world)).toEqual(['charge 1.20']);
    await pay(link?.kind === 'link' ? link.url : '', 'stand_in_card_success');
    expect(await running).toEqual({ kind: 'finished' });
    expect(world.sandbox.ledger().live.charges).toMatchObject([{ amount: 120 }]);
  });

  it('is named by its id where no person sees it; a bare yes is no answer, for it may be a buyer’s', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({ standIn: false, sources: [scripted({ ...own, 'cut-over.charged-order': 'yes' })] });
    withoutBuying(world, launch);
    const running = launch.run();
    await waits(launch, 'cut-over.own-order');
    await buy(world);
    expect(await running).toMatchObject({ kind: 'failed', failure: { kind: 'usage' } });
    expect(phrases(world)).toEqual([]);
    expect(world.sandbox.ledger().live.charges).toEqual([]);
  });

  it('is shown with the time it was made, so that two of the same sum can be told apart', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({ standIn: false, sources: [scripted(own)] });
    withoutBuying(world, launch);
    const shown: string[] = [];
    launch.subscribe(() => {
      const { sheet } = launch.getState();
      if (sheet?.headline === 'A new order is there.') shown.push(JSON.stringify(sheet));
    });
    const running = launch.run();
    await waits(launch, 'cut-over.own-order');
    await buy(world);
    await waits(launch, 'cut-over.own-payment');
    const { createdAt } = (await listOrders(clientOf(world), {}).all()).value[0] ?? {};
    expect(shown.join()).toContain(`{"label":"Made at","value":"${timeOfDay(createdAt ?? 'never')}"}`);
    launch.leave('chosen');
    await running;
  });

  it('that is paid before it is confirmed is not to be paid again', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({
      standIn: false,
      sources: [
        scripted(own),
        {
          by: 'flag',
          answer: async ({ id, choices }) => {
            if (id !== 'cut-over.charged-order') return undefined;
            const orderId = choices[0]?.value ?? '';
            const { value: sessions } = await listCheckoutSessions(clientOf(world), { orderId }).all();
            await pay(sessions[0]?.url?.reveal() ?? '', 'stand_in_card_success');
            return orderId;
          },
        },
      ],
    });
    withoutBuying(world, launch);
    let sheet = '';
    launch.subscribe(() => {
      const shown = JSON.stringify(launch.getState().sheet ?? '');
      if (shown.includes('Your order')) sheet = shown;
    });
    const running = launch.run();
    await waits(launch, 'cut-over.own-order');
    await buy(world);
    expect(await running).toEqual({ kind: 'finished' });
    expect(sheet).toContain('do not pay it again');
    expect(sheet).not.toContain('Once it is confirmed, pay it');
  });

  it('whose checkout ended unpaid is paid on a fresh page, or bought again', async () => {
    for (const answer of ['page', 'another'] as const) {
      const world = await rehearsalOfTest();
      const launch = world.open({ standIn: false, sources: [scripted({ ...own, 'cut-over.unpaid-order': answer })] });
      withoutBuying(world, launch);
      const running = launch.run();
      await waits(launch, 'cut-over.own-order');
      await buy(world);
      await waits(launch, 'cut-over.own-payment');
      const session = world.sandbox.ledger().live.checkoutSessions[0]?.id ?? '';
      await closeCheckoutSession(clientOf(world), { sessionId: session, idempotencyKey: 'close' });
      await waits(launch, answer === 'page' ? 'cut-over.payment' : 'cut-over.own-order');
      expect(world.sandbox.ledger().live.charges).toEqual([]);
      launch.leave('chosen');
      await running;
      // The next run stands where this one stood.
      expect(await world.open().run()).toEqual({ kind: 'finished' });
      expect(world.sandbox.ledger().live.charges).toHaveLength(1);
      expect(world.sandbox.ledger().live.orders).toHaveLength(answer === 'page' ? 1 : 2);
    }
  });

  it('is confirmed anew after its charge was cancelled, before any page is opened for it', async () => {
    const world = await rehearsalOfTest();
    const answers = { ...own, 'cut-over.unpaid-order': 'page' };
    const launch = world.open({ standIn: false, sources: [scripted(answers)] });
    withoutBuying(world, launch);
    const running = launch.run();
    await waits(launch, 'cut-over.own-order');
    await buy(world);
    await waits(launch, 'cut-over.own-payment');
    const session = world.sandbox.ledger().live.checkoutSessions[0]?.id ?? '';
    await closeCheckoutSession(clientOf(world), { sessionId: session, idempotencyKey: 'close' });
    await waits(launch, 'cut-over.payment');
    launch.take('cancel');
    expect(await running).toMatchObject({ failure: { kind: 'confirmation missing' } });
    const pages = world.sandbox.ledger().live.checkoutSessions.length;

    const nobody = world.open({ defaults: false, sources: [scripted(answers)], standIn: false });
    expect(await nobody.run()).toMatchObject({
      failure: { kind: 'confirmation missing', meaning: expect.stringContaining('charge 1.20') },
    });
    expect(world.sandbox.ledger().live.checkoutSessions).toHaveLength(pages);
  });

  it('that was changed after it was confirmed is never to be paid here; another can be bought', async () => {
    const world = await rehearsalOfTest();
    let total = 120;
    const between = await flintBetween(world.sandbox.baseUrl, {
      change: ({ path }, answer) =>
        path.startsWith('/v1/orders/')
          ? { ...answer, body: answer.body.replaceAll('"amount":120', `"amount":${total}`) }
          : answer,
    });
    const target = { ...world.world.target, baseUrl: between.url };
    const changedWorld = (same: World): World => ({ ...same, target });
    const launch = world.open({ standIn: false, sources: [scripted(own)], world: changedWorld });
    withoutBuying(world, launch);
    const running = launch.run();
    await waits(launch, 'cut-over.own-order');
    await buy(world);
    await waits(launch, 'cut-over.own-payment');
    total = 50_000;
    const { sheet } = await stateWhere(launch, (state) => JSON.stringify(state.sheet ?? '').includes('500.00 USD'));
    expect(JSON.stringify(sheet)).toContain('Do not pay order');
    expect(JSON.stringify(sheet)).not.toContain('"purpose":"pay"');

    const session = world.sandbox.ledger().live.checkoutSessions[0]?.id ?? '';
    await closeCheckoutSession(clientOf(world), { sessionId: session, idempotencyKey: 'close' });
    expect(await running).toMatchObject({ failure: { headline: expect.stringContaining('was changed') } });
    expect(world.sandbox.ledger().live.checkoutSessions).toHaveLength(1);
    await between.close();
  });

  it('that was changed can be left for another, which later runs know', async () => {
    const world = await rehearsalOfTest();
    let total = 120;
    const first = () => world.sandbox.ledger().live.orders[0]?.id ?? 'none';
    const between = await flintBetween(world.sandbox.baseUrl, {
      change: ({ path }, answer) =>
        path.startsWith(`/v1/orders/${first()}`)
          ? { ...answer, body: answer.body.replaceAll('"amount":120', `"amount":${total}`) }
          : answer,
    });
    const target = { ...world.world.target, baseUrl: between.url };
    const changedWorld = (same: World): World => ({ ...same, target });
    const launch = world.open({ standIn: false, sources: [scripted(own)], world: changedWorld });
    withoutBuying(world, launch);
    const running = launch.run();
    await waits(launch, 'cut-over.own-order');
    await buy(world);
    await waits(launch, 'cut-over.own-payment');
    total = 50_000;
    await stateWhere(
      launch,
      ({ moment }) => moment.kind === 'waiting' && moment.ways.some(({ id }) => id === 'another'),
    );
    launch.take('another');
    await waits(launch, 'cut-over.own-order');
    launch.leave('chosen');
    await running;

    const again = world.open({ sources: [scripted(own)], world: changedWorld });
    expect(await again.run()).toEqual({ kind: 'finished' });
    expect(world.sandbox.ledger().live.charges).toMatchObject([{ amount: 120 }]);
    expect(world.sandbox.ledger().live.orders).toHaveLength(2);
    await between.close();
  });

  it('is noticed though the clock of this machine was ahead when it was waited for, and was set right since', async () => {
    const world = await rehearsalOfTest();
    const hourAhead = { ...systemClock, now: () => new Date(Date.now() + 3_600_000) };
    const first = world.open({ clock: hourAhead, sources: [scripted(own)], standIn: false });
    withoutBuying(world, first);
    const running = first.run();
    await waits(first, 'cut-over.own-order');
    first.leave('chosen');
    await running;
    expect(await world.open({ sources: [scripted(own)] }).run()).toEqual({ kind: 'finished' });
  });

  it('made with a test key is named as such', async () => {
    const world: RehearsalWorld = await rehearsalOfTest({ deployedKey: () => world.sandbox.keys.test });
    const launch = world.open({ sources: [scripted({ ...own, 'cut-over.smoke-test': 'skip' })] });
    const running = launch.run();
    await stateWhere(launch, ({ sheet }) => JSON.stringify(sheet ?? '').includes('holds a test key'));
    expect(world.sandbox.ledger().live.orders).toEqual([]);
    launch.leave('chosen');
    await running;
  });
});
