import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/launch/failure.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { Script } from '../../src/launch/launch.ts';
import { choiceQuestion } from '../../src/launch/question.ts';
import type { Write } from '../../src/launch/write.ts';
import { header, jumpingClock, scripted, scriptedLaunch } from './scripted-launch.ts';
import { evidence, failure, server, type Thing, write } from './things.ts';

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
