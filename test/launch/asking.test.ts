import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/launch/failure.ts';
import { LaunchStopped } from '../../src/launch/failure.ts';
import type { Entry } from '../../src/launch/journal/entry.ts';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import { choiceQuestion, secretQuestion, textQuestion } from '../../src/launch/question.ts';
import { asked, header, scripted, scriptedLaunch, stateWhere } from './scripted-launch.ts';

const way = choiceQuestion({
  id: 'one.way',
  step: 'one',
  title: 'Which way?',
  flag: '--way',
  choices: [
    { value: 'dashboard', label: 'In the dashboard' },
    { value: 'api', label: 'Over the API' },
  ],
});

const url = textQuestion<string>({
  id: 'one.url',
  step: 'one',
  title: 'Which URL?',
  flag: '--url',
  check: (text) =>
    text.startsWith('https://') ? { ok: true, answer: text } : { ok: false, problem: 'It has to begin with https://.' },
});

const key = secretQuestion<string>({
  id: 'one.key',
  step: 'one',
  title: 'The key',
  check: (text) => (text.startsWith('key_') ? { ok: true, answer: text } : { ok: false, problem: 'That is no key.' }),
});

describe('asking', () => {
  it('asks nobody twice: an answer in the journal is used at the next start', async () => {
    const journal = journalInMemory(header);
    const first = scriptedLaunch(
      (run) => run.step('one', async (step) => void (await step.ask(way, { prompt: 'Which way?' }))),
      { journal, interactive: true },
    );
    const running = first.launch.run();
    await asked(first.launch, 'one.way');
    first.launch.answer('api');
    await stateWhere(first.launch, ({ moment }) => moment.kind === 'finished');
    first.launch.leave('chosen');
    await running;

    let answer: string | undefined;
    const second = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          answer = await step.ask(way, { prompt: 'Which way?' });
        }),
      { journal },
    );
    expect(await second.launch.run()).toEqual({ kind: 'finished' });
    expect(answer).toBe('api');
    expect(second.launch.getState().happenings.map(({ kind }) => kind)).toContain('remembered');
  });

  it('says why an answer is not taken and asks again', async () => {
    const { launch, journal } = scriptedLaunch(
      (run) => run.step('one', async (step) => void (await step.ask(url, { prompt: 'Which URL?' }))),
      { interactive: true },
    );
    const running = launch.run();
    await asked(launch, 'one.url');
    launch.answer('http://example.com');
    const state = await stateWhere(
      launch,
      ({ moment }) => moment.kind === 'asking' && moment.question.problem !== undefined,
    );
    expect(state.moment).toMatchObject({ question: { problem: 'It has to begin with https://.' } });
    expect(journal.entries()).toHaveLength(0);
    launch.answer('https://example.com');
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    launch.leave('chosen');
    expect(await running).toEqual({ kind: 'finished' });
  });

  it('stops without a terminal and names the question and its flag', async () => {
    const { launch, journal } = scriptedLaunch((run) =>
      run.step('one', async (step) => void (await step.ask(way, { prompt: 'Which way?' }))),
    );
    const outcome = await launch.run();
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'usage' } });
    expect(JSON.stringify(outcome)).toContain('--way');
    expect(JSON.stringify(outcome)).toContain('one.way');
    expect(journal.entries()).toHaveLength(0);
  });

  it('refuses a choice that does not stand here, from wherever it comes', async () => {
    const { launch } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => void (await step.ask(way, { prompt: 'Which way?', only: ['dashboard'] }))),
      { sources: [scripted({ 'one.way': 'api' })] },
    );
    expect(await launch.run()).toMatchObject({ kind: 'failed', failure: { kind: 'usage' } });
  });

  it('verifies an answer before it is recorded', async () => {
    const { launch, journal } = scriptedLaunch(
      (run) =>
        run.step(
          'one',
          async (step) =>
            void (await step.ask(url, { prompt: 'Which URL?', verify: async () => 'Nobody answers there.' })),
        ),
      { sources: [scripted({ 'one.url': 'https://example.com' })] },
    );
    expect(await launch.run()).toMatchObject({ kind: 'failed' });
    expect(journal.entries()).toHaveLength(0);
  });

  it('stores a secret before the journal says it was given, and the journal never holds it', async () => {
    const order: string[] = [];
    const { launch, journal } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          await step.askSecret(
            key,
            { prompt: 'The key' },
            {
              recall: async () => undefined,
              keep: async () => void order.push(`kept with ${journal.entries().length} entries`),
              shown: () => 'key_…1234',
            },
          );
        }),
      { sources: [scripted({ 'one.key': 'key_canary_1234' })] },
    );
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(order).toEqual(['kept with 0 entries']);
    expect(JSON.stringify(journal.entries())).not.toContain('canary');
    expect(JSON.stringify(launch.getState())).not.toContain('canary');
  });

  it('does not ask for a secret that is stored already, even when the journal missed it', async () => {
    const { launch, journal } = scriptedLaunch((run) =>
      run.step('one', async (step) => {
        await step.askSecret(
          key,
          { prompt: 'The key' },
          { recall: async () => 'key_stored', keep: async () => {}, shown: () => 'key_…ored' },
        );
      }),
    );
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(journal.entries()).toMatchObject([{ type: 'answered', key: 'one.key', shown: 'key_…ored' }]);
  });

  it('asks for a secret anew that was taken back, although it still lies in its place', async () => {
    const kept: string[] = [];
    const { launch } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          const keeping = {
            recall: async () => kept.at(-1),
            keep: async (given: string) => void kept.push(given),
            shown: () => 'key_…',
          };
          await step.askSecret(key, { prompt: 'The key' }, keeping);
        }),
      { interactive: true },
    );
    const running = launch.run();
    await asked(launch, 'one.key');
    launch.answer('key_first');
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    launch.reconsider('one.key');
    await asked(launch, 'one.key');
    launch.answer('key_second');
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    launch.leave('chosen');
    await running;
    expect(kept).toEqual(['key_first', 'key_second']);
  });

  it('never writes down text that must not be kept, and says why', async () => {
    const { launch, journal } = scriptedLaunch(
      (run) => run.step('one', async (step) => void (await step.ask(url, { prompt: 'Which URL?' }))),
      {
        sources: [scripted({ 'one.url': 'https://example.com/?canary' })],
        mustNotKeep: (text) => (text.includes('canary') ? 'It must not be kept.' : undefined),
      },
    );
    const outcome = await launch.run();
    expect(outcome).toMatchObject({ failure: { meaning: expect.stringContaining('It must not be kept.') } });
    expect(JSON.stringify([outcome, journal.entries(), launch.getState()])).not.toContain('canary');
  });

  it.each(['', 'part-1-'])(
    'takes one answer to the attempts %s1, 2, 3 ... only so often from what is no person, and asks it anew in the next run',
    async (series) => {
      const journal = journalInMemory(header);
      let attempts = 0;
      const forEver = () =>
        scriptedLaunch(
          (run) =>
            run.step('one', async (step) => {
              for (let attempt = 1; ; attempt += 1) {
                await step.ask(way, { prompt: 'Which way?', instance: `${series}${attempt}` });
                attempts = attempt;
              }
            }),
          { journal, sources: [scripted({ 'one.way': 'api' })] },
        );
      const outcome = await forEver().launch.run();
      expect(outcome).toMatchObject({
        kind: 'failed',
        failure: { kind: 'refused', headline: expect.stringContaining('3 times') },
      });
      expect(attempts).toBe(3);
      await forEver().launch.run();
      expect(attempts).toBe(6);
    },
  );

  it('takes one answer to any number of different things', async () => {
    const { launch } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          for (const thing of ['a', 'b', 'c', 'd', 'e']) {
            await step.ask(way, { prompt: 'Which way?', instance: thing });
          }
        }),
      { sources: [scripted({ 'one.way': 'api' })] },
    );
    expect(await launch.run()).toEqual({ kind: 'finished' });
  });

  it('lets an answer without an instance hold for the one whose prompt was the same, and for no other', async () => {
    const journal = journalInMemory(header);
    const asking = (prompt: string, instance?: string) =>
      scriptedLaunch(
        (run) =>
          run.step('one', async (step) => {
            const bound = instance === undefined ? {} : { instance, wasAskedWithoutInstance: true };
            await step.ask(way, { prompt, ...bound });
          }),
        { journal, sources: instance === undefined ? [scripted({ 'one.way': 'api' })] : [] },
      ).launch.run();
    await asking('Is A the one?');
    expect(await asking('Is A the one?', 'a')).toEqual({ kind: 'finished' });
    expect(await asking('Is B the one?', 'b')).toMatchObject({ kind: 'failed', failure: { kind: 'usage' } });
  });

  it('makes text from outside harmless before a renderer sees it', async () => {
    const { launch } = scriptedLaunch((run) =>
      run.step('one', async (step) => {
        step.show({
          headline: 'Name \u001b]0;title\u0007\u001b[2J\u202Eevil\nnext',
          blocks: [{ kind: 'text', text: 'a\u009b31mred' }],
        });
      }),
    );
    await launch.run();
    expect(launch.getState().sheet).toEqual({
      headline: 'Name evil next',
      blocks: [{ kind: 'text', text: 'ared' }],
    });
  });
});

describe('going back', () => {
  it('asks a reconsidered question again and runs the script from its top', async () => {
    const seen: string[] = [];
    const { launch } = scriptedLaunch(
      (run) =>
        run.step('one', async (step) => {
          seen.push(await step.ask(way, { prompt: 'Which way?' }));
        }),
      { interactive: true },
    );
    const running = launch.run();
    await asked(launch, 'one.way');
    launch.answer('api');
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    launch.reconsider('one.way');
    await asked(launch, 'one.way');
    launch.answer('dashboard');
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    launch.leave('chosen');
    await running;
    expect(seen).toEqual(['api', 'dashboard']);
  });

  it('says in words that the journal could not be written, and goes on with the answer that stands', async () => {
    const journal = journalInMemory(header);
    let isFull = false;
    const append = (entry: Entry): void => {
      if (isFull) throw new LaunchStopped(diskFull);
      journal.append(entry);
    };
    const { launch } = scriptedLaunch(
      (run) => run.step('one', async (step) => void (await step.ask(way, { prompt: 'Which way?' }))),
      { interactive: true, journal: { ...journal, append } },
    );
    const running = launch.run();
    await asked(launch, 'one.way');
    launch.answer('api');
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    isFull = true;
    launch.reconsider('one.way');
    const failed = await stateWhere(launch, ({ moment }) => moment.kind === 'failed');
    expect(failed.moment).toEqual({ kind: 'failed', failure: diskFull });
    launch.tryAgain();
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    launch.leave('chosen');
    expect(await running).toEqual({ kind: 'finished' });
  });
});

const diskFull: Failure = {
  kind: 'refused',
  headline: 'The disk is full.',
  meaning: '',
  remedy: '',
  passing: 'final',
};
