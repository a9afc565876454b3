import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../src/checks/handler/results.ts';
import { repeatThroughFlint } from '../../src/steps/configuration/webhook/repeat.ts';
import { type Reply, serveHandler } from '../checks/serve-handler.ts';
import { scriptedLaunch } from '../launch/scripted-launch.ts';
import { between, clientOf, type Meddle, openPlanes, textOf } from '../recreate/planes.ts';

/** A test event that the handler accepted, and how often it was delivered until then. */
async function acceptedEvent(meddle: Meddle = () => undefined) {
  const planes = await openPlanes({ default: '2026-09-07' });
  const answers: { next: Reply } = { next: 200 };
  const receiver = await serveHandler(() => answers.next);
  const made = await planes.arrange('live', 'POST', '/v1/webhook-endpoints', { url: receiver.url.href });
  const endpointId = textOf(made, 'webhook_endpoint_id');
  const sent = await planes.arrange('live', 'POST', `/v1/webhook-endpoints/${endpointId}/test-events`, {
    event_type: 'payment_intent.succeeded',
  });
  const deliveryId = textOf(sent, 'webhook_delivery_id');
  const client = clientOf('live', planes.sandbox.keys.live, await between(planes.sandbox, meddle));
  const event = {
    eventId: textOf(sent, 'webhook_event_id'),
    deliveryId,
    accepted: true,
    underWay: false,
    attemptStatus: 'delivered',
  };
  const repeat = async (attempt: number): Promise<ProbeResult | undefined> => {
    let seen: ProbeResult | undefined;
    const { launch } = scriptedLaunch(async ({ step }) => {
      await step('one', async (verbs) => {
        seen = await repeatThroughFlint(verbs, client, event, attempt);
      });
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    return seen;
  };
  const attempts = async (): Promise<unknown> => {
    const headers = { authorization: `Bearer ${planes.sandbox.keys.live}` };
    return await (
      await fetch(`${planes.sandbox.baseUrl}/v1/webhook-deliveries/${deliveryId}/attempts`, { headers })
    ).json();
  };
  return { answers, repeat, attempts };
}

describe('a delivery that Flint repeats', () => {
  it('is judged by its own answer, also where the list of attempts is older than the repeat', async () => {
    const stale: unknown[] = [];
    const { answers, repeat, attempts } = await acceptedEvent(({ path }) => {
      const body = path.endsWith('/attempts') ? stale.shift() : undefined;
      return body === undefined ? undefined : { status: 200, body };
    });
    expect(await repeat(1)).toMatchObject({ outcomes: [{ status: 200 }, { status: 200 }] });
    const before = await attempts();
    stale.push(before, before);
    answers.next = 500;
    expect(await repeat(2)).toMatchObject({ outcomes: [{ status: 200 }, { status: 500 }] });
    expect(stale).toEqual([]);
  });

  it('is not judged at all where Flint does not say which attempt it was', async () => {
    const { repeat } = await acceptedEvent(({ path }) =>
      path.endsWith('/resend') ? { change: ({ webhook_delivery_attempt_id: _left, ...data }) => data } : undefined,
    );
    expect(await repeat(1)).toBeUndefined();
  });

  it('that was delivered by an answer that Flint does not tell is not called broken off', async () => {
    const { repeat } = await acceptedEvent(({ path }) =>
      path.endsWith('/attempts') ? { change: ({ status_code: _left, ...data }) => data } : undefined,
    );
    expect(await repeat(1)).toBeUndefined();
  });
});
