import { describe, expect, it } from 'vitest';
import { journalInMemory } from '../../src/launch/journal/journal.ts';
import type { LaunchOptions } from '../../src/launch/launch.ts';
import type { Circumstances } from '../../src/launch/question.ts';
import { listedValues, severalQuestion } from '../../src/launch/question.ts';
import { asked, header, scripted, scriptedLaunch, stateWhere } from './scripted-launch.ts';

const uses = severalQuestion({
  id: 'one.uses',
  step: 'one',
  title: 'What does the integration do?',
  flag: '--uses',
  choices: [
    { value: 'checkout', label: 'Checkout' },
    { value: 'refunds', label: 'Refunds' },
    { value: 'webhooks', label: 'Webhooks only' },
  ],
  atLeast: 1,
});

type Uses = readonly ('checkout' | 'refunds' | 'webhooks')[];

function asking(options: Partial<LaunchOptions> = {}, circumstances: Partial<Circumstances<Uses>> = {}) {
  const answers: Uses[] = [];
  const made = scriptedLaunch(
    (run) =>
      run.step('one', async (step) => {
        answers.push(await step.ask(uses, { prompt: 'What does it do?', ...circumstances }));
      }),
    options,
  );
  return { ...made, answers };
}

describe('a question that takes several choices', () => {
  it('reads values with commas between them, each once and in the order of the choices', () => {
    expect(uses.read('refunds, checkout,refunds,')).toEqual({ ok: true, answer: ['checkout', 'refunds'] });
  });

  it('refuses what is none of the choices, and names them', () => {
    for (const given of ['checkout,payouts', 'Checkout', 'checkout;refunds', ['checkout'], 7, undefined]) {
      const reading = uses.read(given);
      expect(reading).toMatchObject({ ok: false, problem: expect.stringContaining('checkout, refunds, webhooks') });
    }
  });

  it('says how many are needed when too few are picked', () => {
    expect(uses.read('')).toEqual({ ok: false, problem: 'Pick at least one.' });
    const two = severalQuestion({ ...uses, flag: '--uses', choices: uses.choices ?? [], atLeast: 2 });
    expect(two.read('checkout,checkout')).toEqual({ ok: false, problem: 'Pick at least 2.' });
  });

  it('can be answered with none where none is needed', () => {
    const any = severalQuestion({ ...uses, flag: '--uses', choices: uses.choices ?? [] });
    expect(any.read('')).toEqual({ ok: true, answer: [] });
    expect(listedValues(' , ')).toEqual([]);
  });

  it('is recorded whole, and shown with the first of very many and how many more there are', async () => {
    const choices = Array.from({ length: 1_000 }, (_, place) => ({ value: `v${place}`, label: `L${place}` }));
    const many = severalQuestion({ ...uses, flag: '--uses', choices });
    const given = choices.map(({ value }) => value).join(',');
    const { launch, journal } = scriptedLaunch(
      (run) => run.step('one', async (step) => void (await step.ask(many, { prompt: 'Which?' }))),
      { sources: [scripted({ 'one.uses': given })] },
    );
    expect(await launch.run()).toEqual({ kind: 'finished' });
    const [answer] = journal.entries();
    expect(answer).toMatchObject({ value: given, shown: expect.stringMatching(/^L0, .+, L19 and 980 more$/) });
  });

  it('is recorded as it was given, and shown in the words of its choices', async () => {
    const { launch, journal, answers } = asking({ sources: [scripted({ 'one.uses': 'webhooks,checkout' })] });
    expect(await launch.run()).toEqual({ kind: 'finished' });
    expect(answers).toEqual([['checkout', 'webhooks']]);
    expect(journal.entries()).toMatchObject([
      { type: 'answered', key: 'one.uses', value: 'webhooks,checkout', shown: 'Checkout, Webhooks only' },
    ]);
    expect(launch.getState().answers).toMatchObject([{ shown: 'Checkout, Webhooks only' }]);
  });

  it('is asked nobody twice', async () => {
    const journal = journalInMemory(header);
    await asking({ journal, sources: [scripted({ 'one.uses': 'refunds' })] }).launch.run();
    const again = asking({ journal });
    expect(await again.launch.run()).toEqual({ kind: 'finished' });
    expect(again.answers).toEqual([['refunds']]);
  });

  it('refuses a choice that does not stand here, from wherever it comes', async () => {
    const { launch, journal } = asking(
      { sources: [scripted({ 'one.uses': 'checkout,refunds' })] },
      { only: ['checkout', 'webhooks'] },
    );
    const outcome = await launch.run();
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'usage' } });
    expect(JSON.stringify(outcome)).toContain('any of these, with commas between them: checkout, webhooks.');
    expect(journal.entries()).toEqual([]);
  });

  it('tells the person why an answer is not taken, and asks again', async () => {
    const { launch, answers } = asking({ interactive: true }, { default: 'checkout,refunds' });
    const running = launch.run();
    const state = await asked(launch, 'one.uses');
    expect(state.moment).toMatchObject({
      question: { kind: 'several', initial: 'checkout,refunds', hasDefault: true },
    });
    launch.answer('');
    await stateWhere(launch, ({ moment }) => moment.kind === 'asking' && moment.question.problem !== undefined);
    expect(launch.getState().moment).toMatchObject({ question: { problem: 'Pick at least one.' } });
    launch.answer('webhooks');
    await stateWhere(launch, ({ moment }) => moment.kind === 'finished');
    launch.leave('chosen');
    await running;
    expect(answers).toEqual([['webhooks']]);
  });

  it('names its flag when nobody can be asked', async () => {
    const outcome = await asking().launch.run();
    expect(JSON.stringify(outcome)).toContain('--uses');
  });
});
