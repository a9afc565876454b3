import { expect, it } from 'vitest';
import { Gate } from '../../src/recreate/gate.ts';

it('no more tasks run at a time than the gate is wide, all get their turn, and a failure keeps no place', async () => {
  const gate = new Gate(3);
  let running = 0;
  let most = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, async (_, place) => {
      return await gate.run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (place % 5 === 0) throw new Error('no');
        return place;
      });
    }),
  );
  expect(most).toBe(3);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
});

it('after it is closed nothing begins', async () => {
  const gate = new Gate(1);
  let begun = 0;
  const first = gate.run(async () => await new Promise<void>((resolve) => setImmediate(resolve)));
  const second = gate.run(async () => {
    begun += 1;
  });
  gate.close();
  await first;
  await expect(second).rejects.toThrow('given up');
  expect(begun).toBe(0);
});
