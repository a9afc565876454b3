import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { standingOf, standingWrites } from '../../src/launch/journal/recall.ts';
import type { Write } from '../../src/launch/write.ts';
import { scriptedLaunch } from './scripted-launch.ts';

describe('a write that takes another one back', () => {
  it('makes it count as not begun: it can be made again, under a new key', async () => {
    const keys: string[] = [];
    const made = (name: string, undoes?: readonly string[]): Write<string> => ({
      name,
      title: name,
      uses: [],
      result: z.string(),
      send: async (idempotencyKey) => {
        keys.push(idempotencyKey);
        return { result: 'made', evidence: { at: '2026-07-02T18:00:00.000Z' } };
      },
      undo: { possible: false, because: 'A test.' },
      ...(undoes === undefined ? {} : { undoes }),
    });
    const { launch, journal } = scriptedLaunch(async (run) => {
      await run.step('one', async (step) => {
        await step.perform(made('thing'));
        await step.perform(made('undo.thing', ['thing']));
      });
      expect(standingOf(journal.entries(), 'thing').kind).toBe('not begun');
      expect(standingWrites(journal.entries()).map(({ write }) => write)).toEqual(['undo.thing']);
      await run.step('two', async (step) => {
        await step.perform(made('thing'));
      });
    });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(new Set(keys).size).toBe(3);
    expect(standingWrites(journal.entries()).map(({ write }) => write)).toEqual(['undo.thing', 'thing']);
  });
});
