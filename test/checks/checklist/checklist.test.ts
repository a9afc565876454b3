import { describe, expect, it } from 'vitest';
import { runChecks } from '../../../src/checks/check.ts';
import { checklist } from '../../../src/checks/checklist/checklist.ts';
import { parseFault } from '../../../src/sandbox/index.ts';
import { liveClient, scripted } from '../../flint/scripted-server.ts';
import { launchRecord, openCheckWorld, projectOf } from '../check-context.ts';
import { callsFlint, code } from './ask.ts';

describe('the checklist', () => {
  it('has every item of the guide, in its order, each with an id of its own and a title that fits a line', () => {
    const groups = checklist.map(({ group }) => group);
    expect(groups).toEqual([
      ...Array.from({ length: 4 }, () => 'Credentials'),
      ...Array.from({ length: 4 }, () => 'Correctness'),
      ...Array.from({ length: 4 }, () => 'Webhooks'),
      ...Array.from({ length: 3 }, () => 'Operations'),
    ]);
    expect(new Set(checklist.map(({ id }) => id)).size).toBe(15);
    for (const { id, title } of checklist) {
      expect(id).toMatch(/^[a-z]+\.[a-z-]+$/);
      expect(title.length, title).toBeLessThanOrEqual(46);
    }
  });

  it('says of no item that it is done, or missing, where there is nothing to look at', async () => {
    const context = { now: () => new Date(), signal: new AbortController().signal };
    const checked = await runChecks(checklist, context);
    expect(checked.map(({ verdict }) => verdict.status)).toEqual(checklist.map(() => "can't tell"));
    for (const { id, verdict } of checked) expect(verdict.message, id).toMatch(/\.$/);
  });

  it.each([
    ['breaks every connection', () => (response: { destroy: () => void }) => response.destroy()],
    ['answers with a page', () => (response: { end: (text: string) => void }) => response.end('<html>')],
  ])('takes a Flint that %s for no proof of anything', async (_, reply) => {
    const world = await openCheckWorld();
    const server = await scripted(reply());
    const context = world.context({
      production: liveClient(server.baseUrl),
      sandbox: undefined,
      launch: launchRecord({ orderId: 'ord_1', proofs: [{ name: 'cut-over.settled', text: '', at: '' }] }),
      project: projectOf([], code(callsFlint)),
    });
    const checked = await runChecks(checklist, context);
    const asked = [
      'credentials.scopes',
      'credentials.unused-keys',
      'webhooks.failures-watched',
      'operations.subscriptions',
    ];
    for (const { id, verdict } of checked.filter((one) => asked.includes(one.id))) {
      expect(verdict, id).toMatchObject({
        status: "can't tell",
        message: expect.stringMatching(/^This could not be checked\./),
      });
    }
    expect(checked.some(({ verdict }) => verdict.fix !== undefined)).toBe(false);
  });

  it('waits where Flint asks for it: what Flint puts off is asked again, and no item stays open for it', async () => {
    const world = await openCheckWorld({
      api: { default: '2026-09-07' },
      // The first call is that which proves the key.
      faults: [parseFault('live GET /v1/** #2-5 status=429 retry-after=1')],
    });
    const checked = await runChecks(checklist, world.context({ project: projectOf([], code(callsFlint)) }));
    expect(world.exchanges.filter(({ status }) => status === 429)).toHaveLength(4);
    for (const { id, verdict } of checked) expect(verdict.message, id).not.toMatch(/could not be checked/);
  });
});
