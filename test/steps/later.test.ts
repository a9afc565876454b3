import { afterEach, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/flint/api-keys.ts';
import { connect } from '../../src/flint/client.ts';
import type { LiveKey } from '../../src/flint/keys.ts';
import { readProductionKey } from '../../src/steps/target.ts';
import { scripted, stateWhere } from '../launch/scripted-launch.ts';
import type { RehearsalWorld } from './rehearsal-world.ts';
import { openRehearsalWorld } from './rehearsal-world.ts';

let rehearsal: RehearsalWorld | undefined;
afterEach(async () => {
  await rehearsal?.close();
  rehearsal = undefined;
});

for (const generation of ['guide', '2026-09-07'] as const) {
  describe(`against a server of ${generation}`, () => {
    it('a launched account shows new requirements when the same command runs again', async () => {
      rehearsal = await openRehearsalWorld({ api: { default: generation } });
      expect(await rehearsal.open().run()).toEqual({ kind: 'finished' });
      rehearsal.sandbox.controls.raiseRequirements({ requirements: ['owner_identity_document'], due: 'past' });
      const launch = rehearsal.open({ standIn: false, patience: 0 });
      const shown: string[] = [];
      launch.subscribe(() => shown.push(JSON.stringify(launch.getState().sheet ?? '')));
      const outcome = await launch.run();
      expect(outcome.kind).toBe('failed');
      expect(shown.join('\n')).toContain('owner_identity_document');
      expect(rehearsal.sandbox.ledger().live.orders).toHaveLength(1);
    });

    it('a key without a scope is told which one is missing and how to get it', async () => {
      rehearsal = await openRehearsalWorld({ api: { default: generation } });
      const { sandbox } = rehearsal;
      const client = connect({ mode: 'live', key: sandbox.keys.live as LiveKey, baseUrl: new URL(sandbox.baseUrl) });
      const scopes = [
        'merchants.profile.read',
        'capabilities.read',
        'merchants.onboarding.write',
        'accounts.api_keys.read',
      ];
      const narrow = await createApiKey(client, { name: 'Narrow', scopes, idempotencyKey: 'narrow' });
      const launch = rehearsal.open({
        world: (world) => {
          const key = readProductionKey(world.target, narrow.value.secretKey?.reveal() ?? '');
          return key.ok ? { ...world, keyAtHand: { ...key.answer, from: 'a test' } } : world;
        },
      });
      const shown: string[] = [];
      launch.subscribe(() => shown.push(JSON.stringify(launch.getState().sheet ?? '')));
      const outcome = await launch.run();
      expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'credentials' } });
      expect(JSON.stringify(outcome)).toContain('webhooks.');
      expect(shown.join('\n')).toContain('commerce.orders.write');
      expect(shown.join('\n')).toContain('your integration needs it');
    });

    it('capabilities and payment options are shown on a key, and the wait goes on', async () => {
      rehearsal = await openRehearsalWorld({ api: { default: generation } });
      const launch = rehearsal.open({ sources: [scripted({ 'account.how': 'later' })], standIn: false });
      const running = launch.run();
      const waits = (id: string) => stateWhere(launch, ({ moment }) => moment.kind === 'waiting' && moment.id === id);
      await waits('readiness');
      launch.take('capabilities');
      expect(JSON.stringify((await waits('readiness.capabilities')).sheet)).toContain('accept card payments');
      launch.take('back');
      await waits('readiness');
      launch.take('checkout');
      expect(JSON.stringify((await waits('readiness.checkout')).sheet)).toContain('1.00 USD');
      launch.take('back');
      await waits('readiness');
      launch.leave('chosen');
      expect(await running).toEqual({ kind: 'left', interrupted: false });
    });
  });
}
