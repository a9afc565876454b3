import type { Question } from '../../launch/question.ts';
import { questions } from '../../steps/questions.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeResult } from '../output/stdout.ts';

/** `flint-golive questions`: every question a launch can ask, for people or, with `--json`, for programs. */
export function listQuestions(flags: { readonly json: boolean }): ExitCode {
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  if (flags.json) {
    writeResult({ outcome: 'listed', exitCode: exitCodes.done, questions: questions.map(described) });
    return exitCodes.done;
  }
  let step = '';
  for (const question of questions) {
    if (question.step !== step) write(`${step === '' ? '' : '\n'}${question.step}`);
    step = question.step;
    write(`  ${question.id}`);
    write(`    ${question.title}`);
    for (const { value, label } of question.choices ?? []) write(`      ${value.padEnd(12)} ${label}`);
    const { kind, flag, default: standard } = described(question);
    const answer = kind === 'several' ? '<answer,answer>' : '<answer>';
    const given = flag === undefined ? 'the environment or the terminal only' : `${flag} ${answer}`;
    write(`    ${kind}; ${given}${standard === undefined ? '' : `; default: ${standard}`}`);
  }
  return exitCodes.done;
}

function described({ id, step, kind, title, choices, defaultInWords, flag }: Question) {
  return {
    id,
    step,
    kind,
    title,
    ...(choices ? { choices: choices.map(({ value, label }) => ({ value, label })) } : {}),
    ...(defaultInWords === undefined ? {} : { default: defaultInWords }),
    ...(flag === undefined ? {} : { flag }),
  };
}
