import { describe, expect, it } from 'vitest';
import { runChecks } from '../../src/checks/check.ts';
import { handlerChecks } from '../../src/checks/handler/checklist-items.ts';
import { type ConformanceResults, conformanceResults } from '../../src/checks/handler/results.ts';
import { verdictOf } from '../../src/checks/handler/verdicts.ts';
import { probe, sandboxSecret } from './serve-handler.ts';
import { passesStandard, standardwebhooksHandler } from './verifiers.ts';

async function statuses(conformance: ConformanceResults | undefined): Promise<Record<string, string>> {
  const checked = await runChecks(handlerChecks, { conformance });
  return Object.fromEntries(checked.map(({ id, verdict }) => [id.replace('webhooks.', ''), verdict.status]));
}

describe('the checklist’s items about the handler', () => {
  it('a right handler: done, but for deduplication, which the outside does not show', async () => {
    const conformance = await probe(standardwebhooksHandler(), { sandboxSecret: () => sandboxSecret });
    expect(await statuses(conformance)).toEqual({
      'raw-body-signature': 'done',
      deduplication: "can't tell",
      'quick-acknowledgement': 'done',
      'live-secret': 'done',
    });
    const [signature] = await runChecks(handlerChecks, { conformance });
    expect(signature?.verdict.evidence).toHaveLength(8);
    expect(signature?.verdict.evidence[0]).toEqual({
      what: expect.stringMatching(
        /^A genuine event \(whev_golive_[0-9a-f]{24}\) to http:\/\/127\.0\.0\.1:\d+\/webhooks\/flint: 204 after 0\.0 s$/,
      ),
      at: conformance.probes[0]?.outcomes[0]?.at,
    });
  });

  it('a handler that accepts everything: missing, and the remedy said', async () => {
    const conformance = await probe(() => 200);
    expect(await statuses(conformance)).toMatchObject({ 'raw-body-signature': 'missing', 'live-secret': 'missing' });
    const [signature] = await runChecks(handlerChecks, { conformance });
    expect(signature?.verdict.remedy).toMatch(/^Do not go live with this\./);
  });

  it('a handler that refuses everything proves nothing', async () => {
    const conformance = await probe(() => 400);
    expect(await statuses(conformance)).toEqual({
      'raw-body-signature': "can't tell",
      deduplication: "can't tell",
      'quick-acknowledgement': "can't tell",
      'live-secret': "can't tell",
    });
    const refusal = conformance.probes.find((result) => result.probe === 'no-signature');
    expect(refusal && verdictOf(conformance, refusal).status).toBe("can't tell");
  });

  it('a handler with the sandbox’s secret: missing', async () => {
    const conformance = await probe(standardwebhooksHandler(sandboxSecret), { sandboxSecret: () => sandboxSecret });
    expect(await statuses(conformance)).toMatchObject({ 'live-secret': 'missing' });
  });

  it('are the same after the results were written down and read back', async () => {
    const conformance = await probe(standardwebhooksHandler());
    const written: unknown = JSON.parse(JSON.stringify(conformance));
    expect(conformanceResults.parse(written)).toEqual(conformance);
    expect(conformanceResults.safeParse({ ...conformance, probes: [{ probe: 'unheard of' }] }).success).toBe(false);
    expect(JSON.stringify(written)).not.toContain('whsec_');
  });

  it('a handler that was never tried: can’t tell', async () => {
    expect(new Set(Object.values(await statuses(undefined)))).toEqual(new Set(["can't tell"]));
  });

  it('hold for results that were kept as JSON', async () => {
    const conformance = await probe(standardwebhooksHandler());
    expect(await statuses(JSON.parse(JSON.stringify(conformance)))).toEqual(await statuses(conformance));
  });
});

describe('the verdict on one probe', () => {
  it('is done where the answer is the expected one, and missing where it is not, with what was answered', async () => {
    const results = await probe((arrival) =>
      passesStandard(arrival, { tolerance: undefined }) ? { status: 200, body: 'ok' } : { status: 400, body: 'no' },
    );
    const verdicts = Object.fromEntries(results.probes.map((result) => [result.probe, verdictOf(results, result)]));
    expect(verdicts['signed-event']).toMatchObject({ status: 'done', detail: 'It answered: “ok”' });
    expect(verdicts['no-signature']).toMatchObject({ status: 'done', detail: 'It answered: “no”' });
    expect(verdicts['stale-timestamp']).toMatchObject({ status: 'missing' });
    expect(verdicts['legacy-scheme-only']).toMatchObject({ status: 'done' });
    expect(verdicts['acknowledges-quickly']).toMatchObject({
      status: 'done',
      message: expect.stringContaining('0.0 s'),
    });
  });
});
