import { expect, test } from 'vitest';
import { openCheckWorld } from './check-context.ts';

test('a context for checks holds proved clients, and a part taken away is absent', async () => {
  const world = await openCheckWorld();
  const whole = world.context();
  expect(whole.production?.proof?.mode).toBe('live');
  expect(whole.merchantId).toBe(world.sandbox.merchantId);
  const without = world.context({ production: undefined, withoutProduction: 'There is no key.' });
  expect('production' in without).toBe(false);
  expect(without.withoutProduction).toBe('There is no key.');
});
