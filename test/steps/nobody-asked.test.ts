import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { defaultAnswers } from '../../src/cli/answer-sources.ts';
import type { AnswerSource } from '../../src/launch/answers.ts';
import type { Failure } from '../../src/launch/failure.ts';
import type { OpenQuestion } from '../../src/launch/state.ts';
import { questions } from '../../src/steps/questions.ts';
import { openRehearsalWorld, type RehearsalWorld } from './rehearsal-world.ts';

/** What a launch leaves behind on this machine: in the project, and in the journal. */
function traces({ journal, world: { folder } }: RehearsalWorld): unknown {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [name, readFileSync(join(folder, name), 'latin1')]);
  return [Object.fromEntries(files), journal.entries().filter(({ type }) => type !== 'proved')];
}

function inWords({ headline, meaning, remedy }: Failure): string {
  return `${headline} ${meaning} ${remedy}`;
}

it('every question that nobody answers stops the launch with its id and its flag, and leaves nothing behind', async () => {
  const writes: string[] = [];
  const rehearsal = await openRehearsalWorld({
    onExchange: ({ kind, method, path }) => {
      if (kind === 'api' && method !== 'GET' && path.startsWith('/v1/')) writes.push(`${method} ${path}`);
    },
  });
  onTestFinished(() => rehearsal.close());
  const answered = new Set<string>();
  const defaults = defaultAnswers();
  for (;;) {
    const asked: OpenQuestion[] = [];
    const source: AnswerSource = {
      by: 'default',
      answer: async (question) => {
        if (answered.has(question.key)) return await defaults.answer(question);
        asked.push(question);
        return undefined;
      },
    };
    const run = () => rehearsal.open({ sources: [source], defaults: false }).run();
    const outcome = await run();
    // Some questions answer themselves where nobody is there; then that is in the journal.
    const recorded = rehearsal.journal.entries().flatMap((entry) => (entry.type === 'answered' ? [entry.key] : []));
    const open = asked.filter(({ key }) => !recorded.includes(key));
    const [question] = open;
    if (question === undefined) {
      expect(outcome).toEqual({ kind: 'finished' });
      break;
    }
    expect(open).toHaveLength(1);
    if (outcome.kind !== 'failed') throw new Error(`${question.id} was passed over`);
    expect(['usage', 'confirmation missing', 'credentials']).toContain(outcome.failure.kind);
    if (question.flag !== undefined) expect(inWords(outcome.failure)).toContain(question.flag);
    if (outcome.failure.kind === 'usage') expect(inWords(outcome.failure)).toContain(question.id);
    const before = traces(rehearsal);
    writes.length = 0;
    expect(await run()).toEqual(outcome);
    expect(traces(rehearsal)).toEqual(before);
    expect(writes).toEqual([]);
    answered.add(question.key);
  }
  expect(answered.size).toBeGreaterThan(8);
}, 120_000);

it('whatever the answers are, a launch without a person ends, and says why in words', async () => {
  const given = fc.dictionary(
    fc.constantFrom(...questions.map(({ id }) => id)),
    fc.oneof(
      fc.constantFrom(...questions.flatMap(({ choices = [] }) => choices.map(({ value }) => value))),
      fc.constantFrom('', 'yes', 'https://shop.example.com', 'help@shop.example.com', '1.00', '../..', '.env', '-1'),
      fc.string(),
    ),
    { maxKeys: 12 },
  );
  await fc.assert(
    fc.asyncProperty(given, fc.boolean(), async (answers, fallBack) => {
      const rehearsal = await openRehearsalWorld();
      try {
        const sources: AnswerSource[] = [
          { by: 'flag', answer: async ({ id, money }) => (money ? undefined : answers[id]) },
        ];
        const launch = rehearsal.open({ sources, defaults: fallBack, patience: 0 });
        const outcome = await launch.run();
        expect(launch.getState().moment.kind).not.toBe('asking');
        if (outcome.kind === 'finished') return;
        if (outcome.kind !== 'failed') throw new Error('nobody left');
        expect(outcome.failure.kind).not.toBe('bug');
        for (const sentence of [outcome.failure.headline, outcome.failure.remedy]) expect(sentence).not.toBe('');
      } finally {
        await rehearsal.close();
      }
    }),
    { numRuns: 25 },
  );
}, 180_000);
