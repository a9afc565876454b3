import { describe, expect, it } from 'vitest';
import type { Money } from '../../src/flint/money.ts';
import type { Launch } from '../../src/launch/launch.ts';
import type { LaunchState } from '../../src/launch/state.ts';
import { parseFault } from '../../src/sandbox/index.ts';
import { amountRefusal, chargeLimit, usualAmount } from '../../src/steps/cut-over/charge/amount.ts';
import type { World } from '../../src/steps/world.ts';
import { scripted, stateWhere } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { rehearsalOfTest } from './rehearsal-world.ts';

/** Opens a launch whose account gets verified, and on whose page the test pays. */
function watched({ sandbox, open }: RehearsalWorld, answers: Readonly<Record<string, string>> = {}): Launch {
  const launch = open({ standIn: false, sources: [scripted(answers)] });
  let done = false;
  launch.subscribe(() => {
    const link = launch.getState().sheet?.blocks.find((block) => block.kind === 'link' && block.purpose === 'verify');
    if (done || link?.kind !== 'link') return;
    done = true;
    void fetch(`${sandbox.dashboardUrl}/verification`, { method: 'POST', redirect: 'manual' });
  });
  return launch;
}

function pageIn({ sheet, moment }: LaunchState): string | undefined {
  if (moment.kind !== 'waiting') return undefined;
  const link = sheet?.blocks.find((block) => block.kind === 'link' && block.purpose === 'pay');
  return link?.kind === 'link' ? link.url : undefined;
}

async function payPage(launch: Launch, other = ''): Promise<string> {
  const state = await stateWhere(launch, (one) => ![undefined, other].includes(pageIn(one)));
  return pageIn(state) ?? '';
}

const post = (url: string, form: Readonly<Record<string, string>>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

const shows = (launch: Launch, text: string) =>
  stateWhere(launch, ({ sheet }) => JSON.stringify(sheet ?? '').includes(text));

const phrases = ({ journal }: RehearsalWorld) =>
  journal.entries().flatMap((entry) => (entry.type === 'confirmed' ? [entry.phrase] : []));

describe.each(['guide', '2026-09-07'] as const)('the page to pay on, %s', (generation) => {
  it('names a test card in live mode, the bank’s wish for 3D Secure, and a failed one, and goes on', async () => {
    const world = await rehearsalOfTest({ api: { default: generation } });
    const launch = watched(world);
    const running = launch.run();
    const page = await payPage(launch);
    await post(page, { card: 'test_card_success' });
    await shows(launch, 'one of Flint’s test cards, and those decline in live mode');
    await post(page, { card: 'stand_in_card_declined' });
    await shows(launch, 'declined by the bank that issued it');
    await post(page, { card: 'stand_in_card_three_d_secure' });
    await shows(launch, '3D Secure');
    await post(page, { challenge: 'fail' });
    await shows(launch, 'wants the payment confirmed by its holder');
    expect(world.sandbox.ledger().live.charges).toEqual([]);
    await post(page, { card: 'stand_in_card_three_d_secure' });
    await shows(launch, 'Complete that on the page.');
    await post(page, { challenge: 'complete' });
    expect(await running).toEqual({ kind: 'finished' });
    expect(world.sandbox.ledger().live.charges).toMatchObject([{ amount: 100 }]);
  });

  it('in a state that nobody has heard of is said to be unknown, and can still be paid on', async () => {
    const fault = parseFault('live GET /v1/checkout-sessions/* unknown-enum=status');
    const world = await rehearsalOfTest({ api: { default: generation }, faults: [fault] });
    const launch = watched(world);
    const running = launch.run();
    const page = await payPage(launch);
    const shown = JSON.stringify(launch.getState().sheet);
    expect(shown).toContain('unknown: “unheard_of”');
    expect(shown).toContain('This program does not know that state of the page.');
    await post(page, { card: 'stand_in_card_success' });
    expect(await running).toEqual({ kind: 'finished' });
  });

  it('that was paid in part is followed by a page for the rest, and the whole is refunded', async () => {
    const world = await rehearsalOfTest({ api: { default: generation } });
    const launch = watched(world);
    const headlines: string[] = [];
    launch.subscribe(() => headlines.push(launch.getState().sheet?.headline ?? ''));
    const running = launch.run();
    const page = await payPage(launch);
    await post(page, { card: 'own_card_pays_half' });
    const rest = await payPage(launch, page);
    await shows(launch, 'Paid so far');
    await post(rest, { card: 'stand_in_card_success' });
    expect(await running).toEqual({ kind: 'finished' });
    // Nothing here is paid in a checkout of the person's own, also while the page is at its end.
    expect(headlines.join(' ')).not.toContain('in your checkout');
    const { live } = world.sandbox.ledger();
    expect(live.charges.map(({ amount }) => amount)).toEqual([50, 50]);
    expect(live.refunds).toMatchObject([{ amount: 100, status: 'succeeded' }]);
    expect(phrases(world)).toEqual(['charge 1.00', 'refund 1.00']);
  });

  it('that was paid in part can be refunded, confirmed by its own sum, and the proof begins again', async () => {
    const world = await rehearsalOfTest({ api: { default: generation } });
    const answers = { 'cut-over.partly-paid': 'refund' };
    const launch = watched(world, answers);
    const running = launch.run();
    const page = await payPage(launch);
    await post(page, { card: 'own_card_pays_half' });
    const second = await payPage(launch, page);
    expect(world.sandbox.ledger().live.refunds).toMatchObject([{ amount: 50, status: 'succeeded' }]);
    await post(second, { card: 'stand_in_card_success' });
    expect(await running).toEqual({ kind: 'finished' });
    expect(phrases(world)).toEqual(['charge 1.00', 'refund 0.50', 'charge 1.00', 'refund 1.00']);
    const { live } = world.sandbox.ledger();
    expect(live.charges.map(({ amount }) => amount)).toEqual([50, 100]);
    expect(live.refunds.map(({ amount }) => amount)).toEqual([50, 100]);
    expect(await world.open().run()).toEqual({ kind: 'finished' });
    expect(world.sandbox.ledger().live.refunds).toHaveLength(2);
  });
});

describe('a charge that is cancelled', () => {
  it('closes the page, charges nothing, and is confirmed anew before a fresh one is opened', async () => {
    const world = await rehearsalOfTest();
    const launch = watched(world);
    const running = launch.run();
    const page = await payPage(launch);
    launch.take('cancel');
    expect(await running).toMatchObject({
      failure: { kind: 'confirmation missing', headline: 'You cancelled the charge, and its page is closed.' },
    });
    await post(page, { card: 'stand_in_card_success' });
    expect(world.sandbox.ledger().live.charges).toEqual([]);
    expect(phrases(world)).toEqual(['charge 1.00']);
    expect(await world.open().run()).toEqual({ kind: 'finished' });
    expect(phrases(world)).toEqual(['charge 1.00', 'charge 1.00', 'refund 1.00']);
    expect(world.sandbox.ledger().live.charges).toHaveLength(1);
  });

  it('after a part was paid says what stays paid', async () => {
    const world = await rehearsalOfTest();
    const launch = watched(world);
    const running = launch.run();
    const page = await payPage(launch);
    await post(page, { card: 'own_card_pays_half' });
    await payPage(launch, page);
    launch.take('cancel');
    const meaning =
      'Nobody can pay on it any more, and nothing was charged on it. 0.50 USD was paid before, and stays paid.';
    expect(await running).toMatchObject({ failure: { kind: 'confirmation missing', meaning } });
  });

  it('too late is no cancellation: what was paid is followed to its end', async () => {
    const world = await rehearsalOfTest();
    const launch = watched(world);
    const running = launch.run();
    const page = await payPage(launch);
    launch.subscribe(() => launch.take('cancel'));
    await post(page, { card: 'stand_in_card_three_d_secure' });
    await post(page, { challenge: 'complete' });
    const outcome = await running;
    const charged = world.sandbox.ledger().live.charges.length;
    // Whichever came first, a payment is never left behind unseen.
    expect(outcome.kind).toBe(charged === 1 ? 'finished' : 'failed');
  });
});

describe('a page that ended unpaid', () => {
  it('is followed by a fresh one under the same confirmation', async () => {
    const world = await rehearsalOfTest();
    const launch = watched(world);
    const running = launch.run();
    const page = await payPage(launch);
    const { id } = world.sandbox.ledger().live.checkoutSessions[0] ?? { id: '' };
    await fetch(`${world.sandbox.baseUrl}/v1/checkout-sessions/${id}/close`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.sandbox.keys.live}`, 'content-type': 'application/json' },
      body: '{}',
    });
    const fresh = await payPage(launch, page);
    expect(launch.getState().happenings.map(({ text }) => text)).toContain(
      'The checkout page is closed and nothing was paid. A fresh page follows.',
    );
    await post(fresh, { card: 'stand_in_card_success' });
    expect(await running).toEqual({ kind: 'finished' });
    expect(phrases(world)).toEqual(['charge 1.00', 'refund 1.00']);
  });
});

describe('the amount of the charge', () => {
  const limits = (limit?: string) => (limit === undefined ? {} : { chargeLimit: limit }) as World;
  const money = (amount: number, currency: string): Money => ({ amount, currency });

  it('is at most 5.00 of the account’s currency unless a flag raises it', () => {
    expect(chargeLimit(limits(), 'USD')).toEqual(money(500, 'USD'));
    expect(chargeLimit(limits(), 'EUR')).toEqual(money(500, 'EUR'));
    expect(chargeLimit(limits(), 'JPY')).toEqual(money(500, 'JPY'));
    expect(chargeLimit(limits('12.50'), 'USD')).toEqual(money(1250, 'USD'));
    expect(chargeLimit(limits('12.50USD'), 'USD')).toEqual(money(1250, 'USD'));
    for (const bad of ['12.50EUR', '0', 'much', '-1']) expect(() => chargeLimit(limits(bad), 'USD')).toThrow();
  });

  it('is one of its currency by default', () => {
    expect([usualAmount('USD'), usualAmount('EUR'), usualAmount('JPY')]).toEqual(['1.00', '1.00', '100']);
  });

  it('is refused above the limit, below the floor, and in another currency', () => {
    expect(amountRefusal('5.01', money(500, 'USD'))).toContain('At most 5.00 USD');
    expect(amountRefusal('0.49', money(500, 'USD'))).toContain('not charged less than 0.50 USD');
    expect(amountRefusal('1.00EUR', money(500, 'USD'))).toContain('an amount in USD');
    expect(amountRefusal('5.00', money(500, 'USD'))).toBeUndefined();
  });

  it('that was given in another currency is asked for anew, and never becomes the limit', async () => {
    const world = await rehearsalOfTest();
    const said = { question: 'cut-over.amount', step: 'cut-over', title: '', value: '1.00EUR', shown: '1.00EUR' };
    const at = new Date().toISOString();
    world.journal.append({ type: 'answered', at, key: 'cut-over.amount', by: 'person', ...said });
    expect(await world.open().run()).toEqual({ kind: 'finished' });
    expect(phrases(world)).toEqual(['charge 1.00', 'refund 1.00']);
  });

  it('may be raised for a launch', async () => {
    const world = await rehearsalOfTest();
    const launch = world.open({
      sources: [scripted({ 'cut-over.amount': '7.00' })],
      world: (same) => ({ ...same, chargeLimit: '7.00USD' }),
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(world.sandbox.ledger().live.refunds).toMatchObject([{ amount: 700 }]);
  });
});
