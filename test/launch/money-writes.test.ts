import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Failure } from '../../src/launch/failure.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { Script } from '../../src/launch/launch.ts';
import { moneyQuestion } from '../../src/launch/question.ts';
import type { Write } from '../../src/launch/write.ts';
import { moneyWrite } from '../../src/launch/write.ts';
import { asked, header, jumpingClock, scripted, scriptedLaunch, stateWhere } from './scripted-launch.ts';
import { failure, server, type Thing } from './things.ts';

const refundQuestion = moneyQuestion({
  id: 'two.refund',
  step: 'two',
  title: 'Send the refund?',
  flag: '--confirm-refund',
});

const oneDollar = { amount: 100, currency: 'USD' };

function refunding(send: (key: string) => ReturnType<Write<Thing>['send']>, amount = oneDollar): Script {
  return (run) =>
    run.step('two', async (step) => {
      const confirmation = await step.confirmMoney(refundQuestion, {
        amount,
        phrase: 'refund 1.00',
        sheet: { headline: 'This moves real money.', blocks: [] },
        declined: 'Esc leaves the payment as it is.',
      });
      await step.perform(
        moneyWrite(confirmation, {
          name: 'refund.create',
          title: 'Refund 1.00 USD',
          uses: [],
          result: z.object({ id: z.string() }),
          find: async () => undefined,
          send,
          undo: { possible: false, because: 'A refund cannot be cancelled.' },
        }),
      );
    });
}

describe('money', () => {
  it('moves only after the phrase was typed in full; Enter alone sends nothing', async () => {
    const flint = server();
    const { launch } = scriptedLaunch(
      refunding(async (key) => flint.make(key)),
      { interactive: true },
    );
    const running = launch.run();
    for (const typed of ['', 'refund', 'yes']) {
      await asked(launch, 'two.refund');
      launch.answer(typed);
      await stateWhere(launch, ({ moment }) => moment.kind === 'asking' && moment.question.problem !== undefined);
      expect(flint.keys).toEqual([]);
    }
    launch.answer('refund 1.00');
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    expect(flint.keys).toHaveLength(1);
    launch.leave('chosen');
    await running;
  });

  it('is not sent when it is declined', async () => {
    const flint = server();
    const { launch } = scriptedLaunch(
      refunding(async (key) => flint.make(key)),
      { interactive: true },
    );
    const running = launch.run();
    await asked(launch, 'two.refund');
    launch.decline();
    await stateWhere(launch, ({ moment }) => moment.kind === 'failed');
    expect(flint.keys).toEqual([]);
    launch.leave('chosen');
    expect(await running).toEqual({ kind: 'left', interrupted: false });
  });

  it('stops without a terminal and without the flag, and sends nothing', async () => {
    const flint = server();
    const { launch, journal } = scriptedLaunch(refunding(async (key) => flint.make(key)));
    expect(await launch.run()).toMatchObject({ kind: 'failed', failure: { kind: 'confirmation missing' } });
    expect(flint.keys).toEqual([]);
    expect(journal.entries()).toEqual([]);
  });

  it('takes no confirmation from an answers file', async () => {
    const flint = server();
    const { launch } = scriptedLaunch(
      refunding(async (key) => flint.make(key)),
      { sources: [scripted({ 'two.refund': 'refund 1.00' }, 'answers file')] },
    );
    expect(await launch.run()).toMatchObject({ kind: 'failed', failure: { kind: 'confirmation missing' } });
    expect(flint.keys).toEqual([]);
  });

  it('asks again when the recorded confirmation was of another amount', async () => {
    const flint = server();
    const journal = journalInMemory(header);
    const sources = [scripted({ 'two.refund': 'refund 1.00' })];
    await scriptedLaunch(
      refunding(async () => {
        throw failure({ kind: 'refused', passing: 'final', outcome: 'nothing happened' });
      }),
      { journal, sources },
    ).launch.run();
    const other = scriptedLaunch(
      refunding(async (key) => flint.make(key), { amount: 200, currency: 'USD' }),
      { journal },
    );
    expect(await other.launch.run()).toMatchObject({ kind: 'failed', failure: { kind: 'confirmation missing' } });
    expect(flint.keys).toEqual([]);
  });
});

describe('a money write of which an old attempt left no trace', () => {
  const lostAndOld = async () => {
    const journal = journalInMemory(header);
    const clock = jumpingClock();
    const sources = [scripted({ 'two.refund': 'refund 1.00' })];
    const lost = refunding(async () => {
      throw failure({});
    });
    await scriptedLaunch(lost, { journal, clock, sources }).launch.run();
    clock.advance(25 * 60 * 60 * 1000);
    return { journal, clock, sources };
  };

  it('is confirmed anew', async () => {
    const { journal, clock, sources } = await lostAndOld();
    const flint = server();
    const again = refunding(async (key) => flint.make(key));
    expect(await scriptedLaunch(again, { journal, clock }).launch.run()).toMatchObject({
      failure: { kind: 'confirmation missing' },
    });
    expect(await scriptedLaunch(again, { journal, clock }).launch.run()).toMatchObject({
      failure: { kind: 'confirmation missing' },
    });
    expect(flint.keys).toEqual([]);
    expect(await scriptedLaunch(again, { journal, clock, sources }).launch.run()).toEqual({ kind: 'finished' });
    expect(flint.keys).toHaveLength(1);
  });

  it.each([1, 2])('leaves no consent behind where the disk is full at entry %i of giving it up', async (nth) => {
    const { journal, clock } = await lostAndOld();
    const flint = server();
    const again = refunding(async (key) => flint.make(key));
    let appended = 0;
    const full = {
      ...journal,
      append: (entry: Parameters<typeof journal.append>[0]) => {
        appended += 1;
        if (appended >= nth) throw failure({ kind: 'refused', passing: 'final', headline: 'The disk is full.' });
        journal.append(entry);
      },
    };
    await scriptedLaunch(again, { journal: full, clock }).launch.run();
    for (let run = 1; run <= 2; run += 1) {
      expect(await scriptedLaunch(again, { journal, clock }).launch.run()).toMatchObject({
        failure: { kind: 'confirmation missing' },
      });
    }
    expect(flint.keys).toEqual([]);
  });

  it('is sent once it was confirmed after it, and asked about only once', async () => {
    const { journal, clock, sources } = await lostAndOld();
    journal.append({ type: 'withdrawn', at: header.startedAt, key: 'two.refund' });
    const flint = server();
    const again = refunding(async (key) => flint.make(key));
    expect(await scriptedLaunch(again, { journal, clock, sources }).launch.run()).toEqual({ kind: 'finished' });
    expect(flint.keys).toHaveLength(1);
  });

  it('takes back the confirmation of no other attempt', async () => {
    const { journal, clock } = await lostAndOld();
    const other = { type: 'confirmed', at: header.startedAt, step: 'two', title: '', phrase: 'refund 0.40' } as const;
    journal.append({ ...other, key: 'two.refund#part-1', amount: { amount: 40, currency: 'USD' }, by: 'person' });
    await scriptedLaunch(
      refunding(async (key) => server().make(key)),
      { journal, clock },
    ).launch.run();
    expect(journal.entries().flatMap((entry) => (entry.type === 'withdrawn' ? [entry.key] : []))).toEqual([
      'two.refund',
    ]);
  });

  it.each([
    [25, 'it was begun too long ago', 'set back'],
    [-1, 'The clock of this machine was set back', 'too long ago'],
  ])('is said to be old or of unknown age, as the clock has it (%i hours later)', async (hours, says, saysNot) => {
    const { journal, clock } = await lostAndOld();
    clock.advance((hours - 25) * 60 * 60 * 1000);
    const flint = server();
    const given = refunding(async (key) => flint.make(key));
    const outcome = await scriptedLaunch(given, { journal, clock }).launch.run();
    expect(outcome).toMatchObject({ failure: { kind: 'confirmation missing' } });
    const said = JSON.stringify([outcome, journal.entries().at(-1)]);
    expect(said).toContain(says);
    expect(said).not.toContain(saysNot);
    expect(flint.keys).toEqual([]);
  });

  it('is said to have a spent key, and not to be old, where that is why', async () => {
    const journal = journalInMemory(header);
    const sources = [scripted({ 'two.refund': 'refund 1.00' })];
    const sends = (change: Partial<Failure>) =>
      refunding(async () => {
        throw failure(change);
      });
    await scriptedLaunch(sends({}), { journal, sources }).launch.run();
    const spent = sends({ kind: 'refused', passing: 'final', keySpent: true });
    const outcome = JSON.stringify(await scriptedLaunch(spent, { journal, sources }).launch.run());
    expect(outcome).toContain('under its own key');
    expect(outcome).not.toContain('too long ago');
  });
});

describe('a money write of unknown outcome', () => {
  it('never gets another key because its repeat was refused', async () => {
    const journal = journalInMemory(header);
    const keys: string[] = [];
    const fails = (change: Partial<Failure>) =>
      refunding(async (key) => {
        keys.push(key);
        throw failure(change);
      });
    const sources = [scripted({ 'two.refund': 'refund 1.00' })];
    await scriptedLaunch(fails({}), { journal, sources }).launch.run();
    const refused = fails({ kind: 'refused', passing: 'final', outcome: 'nothing happened' });
    for (let run = 1; run <= 2; run += 1) {
      expect(await scriptedLaunch(refused, { journal, sources }).launch.run()).toMatchObject({
        failure: { kind: 'refused' },
      });
    }
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });
});
