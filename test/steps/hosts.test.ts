import { expect, it } from 'vitest';
import { hostsNotInOrder } from '../../src/steps/configuration/resources/hosts.ts';
import { scriptedLaunch } from '../launch/scripted-launch.ts';
import { openPlanes, textOf } from '../recreate/planes.ts';

it('a host that was registered and is not validated yet, or was switched off, stays open', async () => {
  const planes = await openPlanes({ default: '2026-09-07' });
  const twins = new Map<string, string>();
  // A name that leads nowhere on the internet is the one that the embedded API does not validate.
  for (const host of ['shop.example.com', 'shop.test', 'off.example.com']) {
    const made = await planes.arrange('live', 'POST', '/v1/payment-method-domains', { domain_name: host });
    twins.set(`pmdom_of_${host}`, textOf(made, 'payment_method_domain_id'));
  }
  await planes.arrange('live', 'PATCH', `/v1/payment-method-domains/${twins.get('pmdom_of_off.example.com')}`, {
    status: 'inactive',
  });
  let open: readonly string[] = [];
  const { launch } = scriptedLaunch(async ({ step }) => {
    await step('one', async (verbs) => {
      open = await hostsNotInOrder(verbs, planes.live, twins);
    });
  });
  expect(await launch.run()).toEqual({ kind: 'finished' });
  expect(open.map((words) => words.split(' ')[0]).toSorted()).toEqual(['off.example.com', 'shop.test']);
});
