import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Failure } from '../../src/launch/failure.ts';
import { LaunchStopped } from '../../src/launch/failure.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { Script } from '../../src/launch/launch.ts';
import { choiceQuestion, moneyQuestion } from '../../src/launch/question.ts';
import type { Write } from '../../src/launch/write.ts';
import { moneyWrite } from '../../src/launch/write.ts';
import { asked, header, jumpingClock, scripted, scriptedLaunch, stateWhere } from './scripted-launch.ts';

const evidence = { requestId: 'req-1', at: '2026-07-02T18:00:00.000Z', mode: 'live' };
const failure = (change: Partial<Failure>): LaunchStopped =>
  new LaunchStopped({
    kind: 'network',
    headline: 'No answer.',
    meaning: '',
    remedy: '',
    passing: 'transient',
    outcome: 'unknown',
    ...change,
  });

/** A server that makes things and remembers the keys under which it did. */
function server() {
  const made = new Map<string, { id: string }>();
  return {
    keys: [] as string[],
    made,
    make(idempotencyKey: string) {
      this.keys.push(idempotencyKey);
      const existing = made.get(idempotencyKey) ?? { id: `thing_${made.size + 1}` };
      made.set(idempotencyKey, existing);
      return { result: existing, evidence };
    },
  };
}

type Thing = { id: string };

function write(change: Partial<Write<Thing, string>> & Pick<Write<Thing, string>, 'send'>): Write<Thing, string> {
  return {
    name: 'thing.create',
    title: 'Create the thing',
    uses: [],
    result: z.object({ id: z.string() }),
    undo: { possible: true, how: 'Delete it.' },
    ...change,
  };
}

const performs =
  (thing: Write<Thing, string>): Script =>
  (run) =>
    run.step('one', async (step) => void (await step.perform(thing)));

describe('performing a write', () => {
  it('writes the intention down before the request leaves and the outcome after', async () => {
    const journal = journalInMemory(header);
    const flint = server();
    let before: string[] = [];
    const thing = write({
      send: async (key) => {
        before = journal.entries().map(({ type }) => type);
        return flint.make(key);
      },
    });
    await scriptedLaunch(performs(thing), { journal }).launch.run();
    expect(before).toEqual(['intended']);
    expect(journal.entries().map(({ type }) => type)).toEqual(['intended', 'finished']);
  });

  it('never sends a finished write again', async () => {
    const journal = journalInMemory(header);
    const flint = server();
    const thing = write({ send: async (key) => flint.make(key) });
    await scriptedLaunch(performs(thing), { journal }).launch.run();
    await scriptedLaunch(performs(thing), { journal }).launch.run();
    expect(flint.keys).toHaveLength(1);
  });

  it('sends a write of unknown outcome again under the same key', async () => {
    const journal = journalInMemory(header);
    const flint = server();
    const lost = write({
      send: async (key) => {
        flint.make(key);
        throw failure({});
      },
    });
    expect(await scriptedLaunch(performs(lost), { journal }).launch.run()).toMatchObject({ kind: 'failed' });
    await scriptedLaunch(performs(write({ send: async (key) => flint.make(key) })), { journal }).launch.run();
    expect(new Set(flint.keys).size).toBe(1);
    expect(flint.made.size).toBe(1);
  });

  it('takes a new key after a definite refusal', async () => {
    const journal = journalInMemory(header);
    const flint = server();
    const refused = write({
      send: async (key) => {
        flint.keys.push(key);
        throw failure({ kind: 'refused', passing: 'final', outcome: 'nothing happened' });
      },
    });
    await scriptedLaunch(performs(refused), { journal }).launch.run();
    expect(journal.entries().map(({ type }) => type)).toEqual(['intended', 'refused']);
    await scriptedLaunch(performs(write({ send: async (key) => flint.make(key) })), { journal }).launch.run();
    expect(new Set(flint.keys).size).toBe(2);
  });

  it('keeps the key when the repeat of a lost write is refused: the first sending may have done its work', async () => {
    const journal = journalInMemory(header);
    const flint = server();
    const sends = (...errors: (Partial<Failure> | undefined)[]) =>
      write({
        send: async (key) => {
          const made = flint.make(key);
          const error = errors.shift();
          if (error) throw failure(error);
          return made;
        },
      });
    const refused = { kind: 'refused', passing: 'final', outcome: 'nothing happened' } as const;
    await scriptedLaunch(performs(sends({})), { journal }).launch.run();
    expect(await scriptedLaunch(performs(sends(refused)), { journal }).launch.run()).toMatchObject({ kind: 'failed' });
    expect(journal.entries().map(({ type }) => type)).toEqual(['intended']);
    expect(await scriptedLaunch(performs(sends()), { journal }).launch.run()).toEqual({ kind: 'finished' });
    expect(new Set(flint.keys).size).toBe(1);
  });

  it('looks for what a lost write made when its repeat is refused, and sends anew only where nothing is found', async () => {
    const open = { type: 'intended' as const, at: header.startedAt, write: 'thing.create', title: '', uses: [] };
    const made = { result: { id: 'thing_found' }, evidence };
    for (const [found, last] of [
      [made, { type: 'finished', how: 'adopted', result: { id: 'thing_found' } }],
      [undefined, { type: 'finished', how: 'sent' }],
    ] as const) {
      const journal = journalInMemory(header, [{ ...open, idempotencyKey: 'lost' }]);
      const flint = server();
      const send = async (key: string) => {
        if (key === 'lost') throw failure({ kind: 'refused', passing: 'final', outcome: 'nothing happened' });
        return flint.make(key);
      };
      const outcome = await scriptedLaunch(performs(write({ find: async () => found, send })), {
        journal,
      }).launch.run();
      expect(outcome).toEqual({ kind: 'finished' });
      expect(journal.entries().at(-1)).toMatchObject(last);
      expect(flint.keys).toHaveLength(found ? 0 : 1);
    }
  });

  it('looks for what an intention older than 23 hours made, and adopts it instead of sending blind', async () => {
    const journal = journalInMemory(header, [
      { type: 'intended', at: header.startedAt, write: 'thing.create', title: '', idempotencyKey: 'old', uses: [] },
    ]);
    const clock = jumpingClock();
    clock.advance(23.5 * 60 * 60 * 1000);
    const flint = server();
    const thing = write({
      find: async () => ({ result: { id: 'thing_found' }, evidence }),
      send: async (key) => flint.make(key),
    });
    await scriptedLaunch(performs(thing), { journal, clock }).launch.run();
    expect(flint.keys).toEqual([]);
    expect(journal.entries().at(-1)).toMatchObject({ type: 'finished', how: 'adopted', result: { id: 'thing_found' } });
  });

  it('looks for what a key was spent on when the server took another request under it', async () => {
    const journal = journalInMemory(header, [
      { type: 'intended', at: header.startedAt, write: 'thing.create', title: '', idempotencyKey: 'spent', uses: [] },
    ]);
    const spent = async (key: string) => {
      if (key === 'spent') throw failure({ kind: 'refused', passing: 'final', keySpent: true });
      return server().make(key);
    };
    const found = { result: { id: 'thing_found' }, evidence };
    await scriptedLaunch(performs(write({ find: async () => found, send: spent })), { journal }).launch.run();
    expect(journal.entries().at(-1)).toMatchObject({ type: 'finished', how: 'adopted', result: { id: 'thing_found' } });
  });

  it('takes a new key for an old intention of which nothing is found', async () => {
    const journal = journalInMemory(header, [
      { type: 'intended', at: header.startedAt, write: 'thing.create', title: '', idempotencyKey: 'old', uses: [] },
    ]);
    const clock = jumpingClock();
    clock.advance(25 * 60 * 60 * 1000);
    const flint = server();
    await scriptedLaunch(performs(write({ find: async () => undefined, send: async (key) => flint.make(key) })), {
      journal,
      clock,
    }).launch.run();
    expect(flint.keys).toHaveLength(1);
    expect(flint.keys).not.toContain('old');
  });

  it('stores what is shown once before the write counts as done, and keeps it out of the journal', async () => {
    const journal = journalInMemory(header);
    const stored: string[] = [];
    const flint = server();
    const thing = write({
      send: async (key) => ({ ...flint.make(key), shownOnce: 'whsec_canary' }),
      capture: async (secret) => {
        expect(journal.entries().map(({ type }) => type)).toEqual(['intended']);
        stored.push(secret ?? 'nothing');
      },
    });
    await scriptedLaunch(performs(thing), { journal }).launch.run();
    expect(stored).toEqual(['whsec_canary']);
    expect(JSON.stringify(journal.entries())).not.toContain('canary');
  });

  it('is not done when what is shown once could not be stored', async () => {
    const journal = journalInMemory(header);
    const flint = server();
    const thing = write({
      send: async (key) => ({ ...flint.make(key), shownOnce: 'whsec_canary' }),
      capture: async () => {
        throw failure({ kind: 'refused', passing: 'final', headline: 'The disk is full.' });
      },
    });
    expect(await scriptedLaunch(performs(thing), { journal }).launch.run()).toMatchObject({
      kind: 'failed',
      failure: { headline: 'The disk is full.' },
    });
    expect(journal.entries().map(({ type }) => type)).toEqual(['intended']);
  });
});

describe('a write whose answer was lost', () => {
  it('is closed when it is seen to have taken effect, and stays open otherwise', async () => {
    const journal = journalInMemory(header);
    const lost = write({
      send: async () => {
        throw failure({});
      },
    });
    await scriptedLaunch(performs(lost), { journal }).launch.run();
    const settling: Script = (run) =>
      run.step('one', async (step) => {
        const undo = { possible: true as const, how: 'Delete it.' };
        step.settle((name) => name === 'another.create', { result: {}, evidence, undo });
        expect(journal.entries()).toHaveLength(1);
        step.settle((name) => name === 'thing.create', { result: { id: 'thing_1' }, evidence, undo });
        step.settle((name) => name === 'thing.create', { result: { id: 'thing_1' }, evidence, undo });
      });
    expect(await scriptedLaunch(settling, { journal }).launch.run()).toEqual({ kind: 'finished' });
    expect(journal.entries()).toMatchObject([{ type: 'intended' }, { type: 'finished', how: 'adopted' }]);
  });
});

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

  it('is confirmed anew when an old attempt ran out of its key and left no trace', async () => {
    const journal = journalInMemory(header);
    const clock = jumpingClock();
    const sources = [scripted({ 'two.refund': 'refund 1.00' })];
    const lost = refunding(async () => {
      throw failure({});
    });
    await scriptedLaunch(lost, { journal, clock, sources }).launch.run();
    clock.advance(25 * 60 * 60 * 1000);
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

describe('answers that a write used', () => {
  const way = choiceQuestion({
    id: 'one.way',
    step: 'one',
    title: 'Which way?',
    flag: '--way',
    choices: [{ value: 'here', label: 'Here' }],
  });

  it('are locked, with the write as the reason, and reconsidering them changes nothing', async () => {
    const flint = server();
    const thing = write({ uses: ['one.way'], send: async (key) => flint.make(key) });
    const { launch, journal } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          await step.ask(way, { prompt: 'Which way?' });
          await step.perform(thing);
        }),
      { sources: [scripted({ 'one.way': 'here' })] },
    );
    await launch.run();
    expect(launch.getState().answers).toMatchObject([
      { key: 'one.way', shown: 'Here', locked: 'It was used by a write that was sent: Create the thing.' },
    ]);
    const before = journal.entries().length;
    launch.reconsider('one.way');
    expect(journal.entries()).toHaveLength(before);
  });

  it('are locked one by one where the write names the answer, and all together where it names the question', async () => {
    const locked = async (uses: string): Promise<readonly string[]> => {
      const flint = server();
      const { launch } = scriptedLaunch(
        (run) =>
          run.step('one', async (step) => {
            await step.ask(way, { prompt: 'Which way?', instance: 'a' });
            await step.ask(way, { prompt: 'Which way?', instance: 'b' });
            await step.perform(write({ uses: [uses], send: async (key) => flint.make(key) }));
          }),
        { sources: [scripted({ 'one.way': 'here' })] },
      );
      await launch.run();
      const { answers } = launch.getState();
      return answers.flatMap((answer) => (answer.locked === undefined ? [] : [answer.key]));
    };
    expect(await locked('one.way#b')).toEqual(['one.way#b']);
    expect(await locked('one.way')).toEqual(['one.way#a', 'one.way#b']);
  });
});
