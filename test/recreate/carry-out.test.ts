import { describe, expect, it } from 'vitest';
import { carryOut, withNeeds } from '../../src/recreate/carry-out.ts';
import type { Copy } from '../../src/recreate/copies.ts';

function copy(from: string, ...needs: string[]): Copy {
  const nothing = { notes: [], references: [], variants: [], categories: [], switchOff: false };
  return { ...nothing, from, kind: 'product', name: `The ${from}`, needs, body: {} };
}

const never = () => false;
const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

describe('carrying a plan out', () => {
  it('makes each after what it needs, several side by side, and never more than it may', async () => {
    const copies = [copy('a'), copy('b', 'a'), copy('c', 'b'), ...['d', 'e', 'f', 'g'].map((from) => copy(from))];
    const order: string[] = [];
    let running = 0;
    let most = 0;
    const { made } = await carryOut(copies, {
      atATime: 3,
      concernsItAlone: never,
      make: async ({ from, needs }) => {
        expect(needs.every((id) => order.includes(id))).toBe(true);
        running += 1;
        most = Math.max(most, running);
        await turn();
        running -= 1;
        order.push(from);
      },
    });
    expect(made).toHaveLength(copies.length);
    expect(most).toBe(3);
  });

  it('stops the dependants of what failed, and nothing else', async () => {
    const copies = [copy('a'), copy('b', 'a'), copy('c', 'b'), copy('d'), copy('e', 'd')];
    const outcome = await carryOut(copies, {
      atATime: 2,
      concernsItAlone: () => true,
      make: async ({ from }) => {
        await turn();
        if (from === 'a') throw new Error('refused');
      },
    });
    expect(outcome.made.map(({ from }) => from).sort()).toEqual(['d', 'e']);
    expect(outcome.failed.map(({ copy: { from } }) => from)).toEqual(['a']);
    expect(outcome.heldBack.map((held) => [held.copy.from, held.because.from])).toEqual([
      ['b', 'a'],
      ['c', 'a'],
    ]);
  });

  it('begins nothing more after a failure that concerns everything, and lets what is under way end', async () => {
    const begun: string[] = [];
    const ended: string[] = [];
    const copies = ['a', 'b', 'c', 'd'].map((from) => copy(from));
    const outcome = carryOut(copies, {
      atATime: 2,
      concernsItAlone: never,
      make: async ({ from }) => {
        begun.push(from);
        if (from === 'a') throw new Error('no network');
        await turn();
        ended.push(from);
      },
    });
    await expect(outcome).rejects.toThrow('no network');
    expect([begun, ended]).toEqual([['a', 'b'], ['b']]);
  });

  it('takes along what a picked copy needs', () => {
    const copies = [copy('a'), copy('b', 'a'), copy('c', 'b'), copy('d')];
    expect(withNeeds(copies, new Set(['c'])).map(({ from }) => from)).toEqual(['a', 'b', 'c']);
  });
});
