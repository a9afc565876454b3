import { describe, expect, it } from 'vitest';
import { failuresWatched } from '../../../src/checks/checklist/webhooks/failures-watched.ts';
import { liveSecret } from '../../../src/checks/checklist/webhooks/live-secret.ts';
import { quickAcknowledgement } from '../../../src/checks/checklist/webhooks/quick-acknowledgement.ts';
import { signatures } from '../../../src/checks/checklist/webhooks/signatures.ts';
import { launchRecord, openCheckWorld, projectOf } from '../check-context.ts';
import { probe, sandboxSecret } from '../serve-handler.ts';
import { openDoctorWorld } from '../symptoms/doctor-world.ts';
import { standardwebhooksHandler } from '../verifiers.ts';
import { ask, callsFlint, code } from './ask.ts';

const withCode = (...lines: readonly string[]) => projectOf([], code(callsFlint, ...lines));
const known = { sandboxSecret: () => sandboxSecret };

describe('verified and deduplicated', () => {
  const remembers = 'if (seen.has(event.webhook_event_id)) return;';

  it('done: forged events are refused, and the code remembers which came', async () => {
    const world = await openCheckWorld();
    const launch = launchRecord({ conformance: await probe(standardwebhooksHandler(), known) });
    expect(await ask(signatures, world.context({ launch, project: withCode(remembers) }))).toMatchObject({
      status: 'done',
    });
  });

  it('missing: a handler that accepts everything', async () => {
    const world = await openCheckWorld();
    const launch = launchRecord({ conformance: await probe(() => 200) });
    expect(await ask(signatures, world.context({ launch, project: withCode(remembers) }))).toMatchObject({
      status: 'missing',
    });
  });

  it('can’t tell: whether an event is worked on twice, or anything of a handler that was not tried', async () => {
    const world = await openCheckWorld();
    const launch = launchRecord({ conformance: await probe(standardwebhooksHandler(), known) });
    const onlyNamed = withCode('console.log(event.webhook_event_id);');
    expect(await ask(signatures, world.context({ launch, project: onlyNamed }))).toMatchObject({
      status: "can't tell",
      message: expect.stringContaining('Signatures are checked on the raw body'),
    });
    expect(await ask(signatures, world.context({ project: withCode(remembers) }))).toMatchObject({
      status: "can't tell",
    });
  });
});

describe('a quick answer, and the live endpoint’s secret', () => {
  it('done: a right handler', async () => {
    const world = await openCheckWorld();
    const launch = launchRecord({ conformance: await probe(standardwebhooksHandler(), known) });
    expect((await ask(quickAcknowledgement, world.context({ launch }))).status).toBe('done');
    expect((await ask(liveSecret, world.context({ launch }))).status).toBe('done');
  });

  it('missing: the sandbox’s secret is still configured', async () => {
    const world = await openCheckWorld();
    const conformance = await probe(standardwebhooksHandler(sandboxSecret), known);
    expect((await ask(liveSecret, world.context({ launch: launchRecord({ conformance }) }))).status).toBe('missing');
  });

  it('missing: an answer that took too long', async () => {
    const world = await openCheckWorld();
    const quick = await probe(standardwebhooksHandler(), known);
    const conformance = {
      ...quick,
      probes: quick.probes.map((result) => ({
        ...result,
        outcomes: result.outcomes.map((outcome) => ({ ...outcome, durationMilliseconds: 6_000 })),
      })),
    };
    expect((await ask(quickAcknowledgement, world.context({ launch: launchRecord({ conformance }) }))).status).toBe(
      'missing',
    );
  });

  it('can’t tell: a handler that was not tried', async () => {
    const world = await openCheckWorld();
    for (const check of [quickAcknowledgement, liveSecret]) {
      expect((await ask(check, world.context())).status).toBe("can't tell");
      expect((await ask(check, world.context({ launch: undefined }))).status).toBe("can't tell");
    }
  });
});

describe.each(['guide', '2026-09-07'] as const)('delivery failures, on a server of the generation %s', (api) => {
  const watches = "setInterval(() => alert(get('/v1/webhook-events?status=failed')), 60_000);";

  it('done: none failed, and the code asks for them', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    expect(await ask(failuresWatched, world.context({ project: withCode(watches) }))).toMatchObject({ status: 'done' });
  });

  it('missing: failed events lie there; how many and since when, and sent again in place where that is possible', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    world.configure(`whsec_${Buffer.alloc(32, 9).toString('base64')}`);
    await world.pay('stand_in_card_success');
    await world.settled();
    const verdict = await ask(failuresWatched, world.context({ project: withCode(watches) }));
    expect(verdict).toMatchObject({
      status: 'missing',
      message: expect.stringMatching(
        /^\d+ events? could not be delivered, the oldest at \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
      ),
    });
    expect(verdict.fix !== undefined).toBe(api === '2026-09-07');
  });

  it('can’t tell: none failed, and nobody is seen who would notice; nothing without production', async () => {
    const world = await openDoctorWorld({ api: { default: api } });
    expect(await ask(failuresWatched, world.context())).toMatchObject({ status: "can't tell" });
    expect(await ask(failuresWatched, world.context({ production: undefined }))).toMatchObject({
      status: "can't tell",
    });
  });
});
