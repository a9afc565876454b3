import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LaunchStopped } from '../launch/failure.ts';
import { questions } from '../steps/questions.ts';

const answersFile = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

/** Answers by question id. */
export type Answers = ReadonlyMap<string, string>;

/**
 * Reads `--answers FILE`: a JSON object from question id to answer. A key may name one asking of a question, as in
 * `configuration.test-event-failed#2`.
 *
 * @throws LaunchStopped when it cannot be read, or names a question that does not exist or that no file may answer.
 */
export async function readAnswersFile(path: string): Promise<Answers> {
  const parsed = answersFile.safeParse(await readJson(path));
  if (!parsed.success) throw refused(path, 'It has to be a JSON object from question id to answer, each a text.');
  for (const key of Object.keys(parsed.data)) {
    const question = questions.find(({ id }) => id === key.split('#')[0]);
    if (!question) throw refused(path, `There is no question “${key}”.${nearest(key)}`);
    if (question.kind === 'secret')
      throw refused(path, `“${key}” is a secret, and no secret is taken from a file of answers.`);
    if (question.kind === 'money') {
      throw refused(path, `“${key}” moves money. It is confirmed in a terminal, or with ${question.flag}.`);
    }
  }
  return new Map(Object.entries(parsed.data));
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error;
    throw refused(path, missing ? `It cannot be read (${String(error.code)}).` : 'It is not valid JSON.');
  }
}

function nearest(key: string): string {
  const near = questions.find(({ id }) => id.endsWith(`.${key}`) || id.split('.')[1] === key.split('.')[1]);
  return near ? ` Did you mean “${near.id}”?` : '';
}

function refused(path: string, meaning: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'usage',
    headline: `The answers in ${path} cannot be used.`,
    meaning: `${meaning} Nothing was started.`,
    remedy: 'flint-golive questions lists every question with its id and its answers.',
    passing: 'final',
  });
}
