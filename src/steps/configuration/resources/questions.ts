import type { Question } from '../../../launch/question.ts';
import { choiceQuestion } from '../../../launch/question.ts';

const step = 'configuration';

export const recreate = choiceQuestion({
  id: 'configuration.recreate',
  step,
  title: 'Re-create these in live mode?',
  flag: '--recreate',
  choices: [
    { value: 'create', label: 'Yes, re-create them', detail: 'The sandbox is only read. Each can be archived again.' },
    { value: 'by-hand', label: 'No, I do it by hand', detail: 'The wizard looks again until no test-mode id is left.' },
  ],
  defaultInWords: 'Yes, re-create them',
});

export const rewriteFiles = choiceQuestion({
  id: 'configuration.rewrite',
  step,
  title: 'Write these changes?',
  flag: '--rewrite',
  choices: [
    { value: 'write', label: 'Yes, write them', detail: 'Only the ids change; every other byte stays.' },
    {
      value: 'leave',
      label: 'No, I change them myself',
      detail: 'The wizard looks again until no test-mode id is left.',
    },
  ],
  defaultInWords: 'Yes, write them',
});

export const leftOver = choiceQuestion({
  id: 'configuration.left-over',
  step,
  title: 'Test-mode ids are left outside the production env files. What now?',
  flag: '--left-over',
  choices: [
    {
      value: 'go-on',
      label: 'Go on; production does not use these',
      detail: 'They are listed again at the end, as open.',
    },
    { value: 'look', label: 'Stop, I will change them', detail: 'The wizard looks again when you come back.' },
  ],
  defaultInWords: 'Go on; production does not use these',
});

export const resourceQuestions: readonly Question[] = [recreate, rewriteFiles, leftOver];
