import type { AnsweredBy, AnswerSource } from './answers.ts';
import type { Engine } from './engine.ts';
import { LaunchStopped } from './failure.ts';
import type { OpenQuestion } from './state.ts';

/** How often in one run the same answer is taken to the attempts of one question without a person having seen what failed. */
const mostAttempts = 3;

/** Whether a source has given its answer to the attempts of a question often enough. Attempts are instances that end in a number. */
export function isTired(engine: Engine, { id, key }: OpenQuestion, { by }: AnswerSource, given: string): boolean {
  if (!/[#-]\d+$/.test(key)) return false;
  const family = JSON.stringify([by, id, key.replace(/\d+$/, ''), given]);
  const times = engine.attempts.get(family) ?? 0;
  engine.attempts.set(family, times + 1);
  return times >= mostAttempts;
}

/** An answer came from something that is no person, and it cannot be taken. */
export function unusable(open: OpenQuestion, by: AnsweredBy, problem: string): LaunchStopped {
  return new LaunchStopped({
    kind: open.kind === 'secret' ? 'credentials' : 'usage',
    headline: `The answer to “${open.prompt}” cannot be used.`,
    meaning: `${problem} It came from: ${by}.`,
    remedy: `Correct ${wayToAnswer(open)}, or run the command in a terminal and answer there.`,
    passing: 'final',
  });
}

/** Nobody is there to be asked, and nothing else has an answer. */
export function unanswered(open: OpenQuestion): LaunchStopped {
  return new LaunchStopped({
    kind: open.kind === 'secret' ? 'credentials' : 'usage',
    headline: `A question has no answer yet: ${open.prompt}`,
    meaning: ['There is no terminal to ask in, so the launch stops here.', ...open.explanation].join(' '),
    remedy: `Give ${wayToAnswer(open)}, or run the command in a terminal.`,
    passing: 'final',
  });
}

/** What answers without a person would say the same for ever. */
export function inVain(open: OpenQuestion): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: `The same answer was taken ${mostAttempts} times and did not help: ${open.prompt}`,
    meaning: 'Without a person it is not tried for ever. What was done so far stays done.',
    remedy: `Put right what failed and run the same command again, or change ${wayToAnswer(open)}.`,
    passing: 'final',
  });
}

function wayToAnswer(open: OpenQuestion): string {
  if (open.kind === 'secret') return 'the environment variable FLINT_API_KEY';
  const file = `"${open.id}" in the answers file`;
  return open.flag === undefined ? file : `${open.flag} or ${file}`;
}
