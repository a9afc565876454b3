import { describe, expect, it } from 'vitest';
import { verdictOnItem, type WebhookItem } from '../../src/checks/handler/checklist-items.ts';
import { type ConformanceResults, conformanceResults } from '../../src/checks/handler/results.ts';
import { probe, sandboxSecret } from './serve-handler.ts';
import { standardwebhooksHandler } from './verifiers.ts';

const items = [
  'webhooks.raw-body-signature',
  'webhooks.deduplication',
  'webhooks.quick-acknowledgement',
  'webhooks.live-secret',
] as const satisfies readonly WebhookItem[];

function statuses(conformance: ConformanceResults | undefined): Record<string, string> {
  return Object.fromEntries(
    items.map((item) => [item.replace('webhooks.', ''), verdictOnItem(item, conformance).status]),
  );
}

describe('the checklist’s items about the handler', () => {
  it('a right handler: done, but for deduplication, which the outside does not show', async () => {
    const conformance = await probe(standardwebhooksHandler(), { sandboxSecret: () => sandboxSecret });
    expect(statuses(conformance)).toEqual({
      'raw-body-signature': 'done',
      deduplication: "can't tell",
      'quick-acknowledgement': 'done',
      'live-secret': 'done',
    });
    const signature = verdictOnItem('webhooks.raw-body-signature', conformance);
    expect(signature.evidence).toHaveLength(8);
    expect(signature.evidence[0]).toEqual({
      what: expect.stringMatching(
        /^A genuine event \(whev_golive_[0-9a-f]{24}\) to http:\/\/127\.0\.0\.1:\d+\/webhooks\/flint: 204 after 0\.0 s$/,
      ),
      at: conformance.probes[0]?.outcomes[0]?.at,
    });
  });

  it('a handler that accepts everything: missing, and the remedy said', async () => {
    const conformance = await probe(() => 200);
    expect(statuses(conformance)).toMatchObject({ 'raw-body-signature': 'missing', 'live-secret': 'missing' });
    const signature = verdictOnItem('webhooks.raw-body-signature', conformance);
    expect(signature.remedy).toMatch(/^Do not go live with this\./);
  });

  it('a handler that refuses everything proves nothing', async () => {
    const conformance = await probe(() => 400);
    expect(statuses(conformance)).toEqual({
      'raw-body-signature': "can't tell",
      deduplication: "can't tell",
      'quick-acknowledgement': "can't tell",
      'live-secret': "can't tell",
    });
  });

  it('a handler with the sandbox’s secret: missing', async () => {
    const conformance = await probe(standardwebhooksHandler(sandboxSecret), { sandboxSecret: () => sandboxSecret });
    expect(statuses(conformance)).toMatchObject({ 'live-secret': 'missing' });
  });

  it('are the same after the results were written down and read back', async () => {
    const conformance = await probe(standardwebhooksHandler());
    const written: unknown = JSON.parse(JSON.stringify(conformance));
    expect(conformanceResults.parse(written)).toEqual(conformance);
    expect(conformanceResults.safeParse({ ...conformance, probes: [{ probe: 'unheard of' }] }).success).toBe(false);
    expect(JSON.stringify(written)).not.toContain('whsec_');
  });

  it('a handler that was never tried: can’t tell', () => {
    expect(new Set(Object.values(statuses(undefined)))).toEqual(new Set(["can't tell"]));
  });

  it('hold for results that were kept as JSON', async () => {
    const conformance = await probe(standardwebhooksHandler());
    expect(statuses(JSON.parse(JSON.stringify(conformance)))).toEqual(statuses(conformance));
  });
});
