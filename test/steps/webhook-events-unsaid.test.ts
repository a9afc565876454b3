import { describe, expect, it } from 'vitest';
import { endpointSheet } from '../../src/steps/configuration/webhook/copy.ts';
import { subscribed } from '../../src/steps/configuration/webhook/endpoint.ts';

describe('an endpoint of which Flint does not say what it is sent', () => {
  const endpoint = { endpointId: 'whep_1', enabled: true, secretStored: true };
  const events = (enabledEvents: string[] | undefined) => {
    const parts = enabledEvents === undefined ? endpoint : { ...endpoint, enabledEvents };
    const shown = JSON.stringify(endpointSheet('https://shop.example.com/webhooks', parts, '.env.production', []));
    return /"label":"Events","value":"([^"]*)"/.exec(shown)?.[1];
  };

  it('is not shown as one that is sent every type', () => {
    expect(events(undefined)).toBe('not told by Flint; see the dashboard');
    expect(events([])).toBe('every type');
  });

  it('still has to prove the delivery of the paid event in step 5', () => {
    expect(subscribed(undefined, 'order.paid')).toBe(true);
  });
});
