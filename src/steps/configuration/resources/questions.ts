import type { Question } from '../../../launch/question.ts';
import { choiceQuestion } from '../../../launch/question.ts';
import { anyOf } from '../any-of.ts';

const step = 'configuration';

export const recreate = choiceQuestion({
  id: 'configuration.recreate',
  step,
  title: 'Re-create these in live mode?',
  flag: '--recreate',
  choices: [
    { value: 'create', label: 'Yes, re-create them', detail: 'The sandbox is only read. Each can be archived again.' },
    {
      value: 'everything',
      label: 'Everything the sandbox has',
      detail: 'Also what your project does not name. The sandbox is only read.',
    },
    { value: 'choose', label: 'Let me choose', detail: 'A list of everything, in which each can be taken in or out.' },
    { value: 'by-hand', label: 'No, I do it by hand', detail: 'The wizard looks again until no test-mode id is left.' },
    { value: 'none', label: 'No, leave it at that', detail: 'Your project names nothing that live lacks.' },
  ],
  defaultInWords: 'Yes, what your project names',
});

export const objectsToCopy = anyOf({
  id: 'configuration.objects',
  step,
  title: 'Which of these are re-created in live mode?',
  flag: '--objects',
  defaultInWords: 'Those that your project names',
});

export const copyFailed = choiceQuestion({
  id: 'configuration.copy-failed',
  step,
  title: 'Some could not be re-created. What now?',
  flag: '--copy-failed',
  choices: [
    { value: 'again', label: 'Try these again', detail: 'What was made already is found, and not made twice.' },
    { value: 'go-on', label: 'Go on without them', detail: 'They are listed at the end, as open.' },
    { value: 'later', label: 'Stop here', detail: 'The same command goes on from here.' },
  ],
  defaultInWords: 'Try these again',
});

export const settingsToCopy = anyOf({
  id: 'configuration.settings',
  step,
  title: 'Which settings are set in live mode as in the sandbox?',
  flag: '--settings',
  defaultInWords: 'Those that reach no customer and name no address',
});

export const rewriteFiles = choiceQuestion({
  id: 'configuration.rewrite',
  step,
  title: 'Write the live ids to this production env file?',
  flag: '--rewrite',
  choices: [
    { value: 'write', label: 'Yes, write them', detail: 'Only the ids change; every other byte stays.' },
    {
      value: 'leave',
      label: 'No, I change them myself',
      detail: 'The wizard looks again until no test-mode id is left.',
    },
  ],
  defaultInWords: 'Yes, write them; No where git has the file otherwise',
});

export const rewriteSources = anyOf({
  id: 'configuration.rewrite-sources',
  step,
  title: 'Test-mode ids stand in these files too. In which are they replaced?',
  flag: '--rewrite-sources',
  defaultInWords: 'In configuration files that can be had back; in no code',
});

export const leftOver = choiceQuestion({
  id: 'configuration.left-over',
  step,
  title: 'Test-mode ids are left outside the production env files. What now?',
  flag: '--left-over',
  choices: [
    {
      value: 'go-on',
      label: 'Go on, and leave these as they are',
      detail: 'Whether production uses them is not known. They are listed again at the end, as open.',
    },
    { value: 'look', label: 'Stop, I will change them', detail: 'The wizard looks again when you come back.' },
  ],
  defaultInWords: 'Go on, and leave these as they are',
});

export const resourceQuestions: readonly Question[] = [
  recreate,
  objectsToCopy,
  copyFailed,
  settingsToCopy,
  rewriteFiles,
  rewriteSources,
  leftOver,
];
