import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import { createWebhookEndpoint } from '../../src/flint/webhook-endpoints.ts';
import { scripted } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
afterEach(async () => {
  await rehearsal?.close();
  rehearsal = undefined;
});

const production = ({ world }: RehearsalWorld): string => readFileSync(join(world.folder, '.env.production'), 'utf8');

describe('the production webhook endpoint', () => {
  it('is fixed and re-sent in place after a refused test event; every attempt is kept', async () => {
    let attempts = 0;
    const opened = await openRehearsalWorld({
      // The handler is deployed without the new secret at first.
      secret: () => {
        attempts += 1;
        return attempts === 1 ? undefined : /FLINT_WEBHOOK_SECRET="?([^"\n]+)/.exec(production(opened))?.[1];
      },
    });
    rehearsal = opened;
    const launch = opened.open();
    const headlines = new Set<string>();
    launch.subscribe(() => headlines.add(launch.getState().sheet?.headline ?? ''));
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(headlines).toContain('The test event reached your endpoint, and your endpoint refused it.');
    expect(headlines).toContain('Your production handler received, verified and acknowledged a signed event.');
    const sent = opened.journal
      .entries()
      .filter((entry) => entry.type === 'finished' && entry.write.startsWith('test-event.send#'));
    expect(sent).toMatchObject([{ result: { accepted: false, statusCode: 400 } }, { result: { accepted: true } }]);
  });

  it('keeps step 5 closed as long as no test event is accepted', async () => {
    rehearsal = await openRehearsalWorld({ secret: () => undefined });
    const outcome = await rehearsal.open({ sources: [scripted({ 'configuration.test-event-failed': 'later' })] }).run();
    expect(outcome).toMatchObject({ kind: 'failed', failure: { headline: 'The test event was not accepted yet.' } });
    expect(rehearsal.sandbox.ledger().live.orders).toEqual([]);
  });

  it('moves to another URL when that is the fix', async () => {
    rehearsal = await openRehearsalWorld();
    const { receiver } = rehearsal;
    const wrong = receiver.url.replace('/webhooks/flint', '/webhooks/wrong');
    const outcome = await rehearsal
      .open({
        sources: [
          scripted({
            'configuration.webhook-url': wrong,
            'configuration.test-event-failed': 'other-url',
            'configuration.other-url': receiver.url,
          }),
        ],
      })
      .run();
    expect(outcome).toEqual({ kind: 'finished' });
    expect(rehearsal.sandbox.ledger().live.webhookEndpoints).toMatchObject([{ url: receiver.url }]);
  });

  it('adopts an endpoint that has the URL already, completes its events, and gets a secret by rotation', async () => {
    rehearsal = await openRehearsalWorld();
    const { sandbox, receiver } = rehearsal;
    const client = connect({ mode: 'live', key: sandbox.keys.live as LiveKey, baseUrl: new URL(sandbox.baseUrl) });
    await createWebhookEndpoint(client, {
      url: receiver.url,
      enabledEvents: ['refund.created'],
      idempotencyKey: 'by-hand',
    });
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    expect(sandbox.ledger().live.webhookEndpoints).toHaveLength(1);
    expect(rehearsal.journal.entries()).toContainEqual(
      expect.objectContaining({ type: 'finished', write: 'webhook-endpoint.create', how: 'adopted' }),
    );
    expect(receiver.received.map(({ type }) => type)).toContain('order.payment_succeeded');
  });
});

describe('the rewriting of ids', () => {
  it('stays undone when the person does it, and step 5 stays closed until it is', async () => {
    rehearsal = await openRehearsalWorld();
    const leaving = { sources: [scripted({ 'configuration.rewrite': 'leave' })] };
    expect(await rehearsal.open(leaving).run()).toMatchObject({
      failure: { headline: 'Test-mode ids are left in what goes to production.' },
    });
    expect(production(rehearsal)).toContain(rehearsal.sandbox.samples.productId);
    expect(rehearsal.sandbox.ledger().live.orders).toEqual([]);

    const { live } = rehearsal.sandbox.ledger();
    const byHand = production(rehearsal)
      .replace(rehearsal.sandbox.samples.productId, live.products[0]?.id ?? '')
      .replace(rehearsal.sandbox.samples.planId, live.plans[0]?.id ?? '')
      .replace(rehearsal.sandbox.samples.promotionId, live.promotions[0]?.id ?? '');
    writeFileSync(join(rehearsal.world.folder, '.env.production'), byHand);
    expect(await rehearsal.open(leaving).run()).toEqual({ kind: 'finished' });
  });

  it('changes nothing but the ids', async () => {
    rehearsal = await openRehearsalWorld();
    const before = production(rehearsal);
    await rehearsal.open().run();
    const shape = (text: string): string =>
      text
        .replace(/\b(prod|plan|promo|var)_[A-Za-z0-9]+/g, '$1_')
        .replace(/^FLINT_(API_KEY|WEBHOOK_SECRET)=.*$/gm, 'FLINT_$1=');
    expect(shape(production(rehearsal))).toBe(shape(before));
  });

  it('writes nothing to the sandbox it copies from', async () => {
    const methods = new Set<string>();
    let testKey = '';
    rehearsal = await openRehearsalWorld({
      onExchange: ({ kind, method, requestHeaders }) => {
        if (kind === 'api' && requestHeaders.authorization === `Bearer ${testKey}`) methods.add(method);
      },
    });
    testKey = rehearsal.sandbox.keys.test;
    expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
    expect([...methods]).toEqual(['GET']);
  });
});
