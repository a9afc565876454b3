import { isAbsolute, normalize } from 'node:path';
import type { Question } from '../../launch/question.ts';
import { choiceQuestion, secretQuestion, textQuestion } from '../../launch/question.ts';
import type { ProductionKey, Target } from '../target.ts';
import { readProductionKey } from '../target.ts';
import { words } from './copy.ts';

const step = 'live-key';

export const productionFile = textQuestion<string>({
  id: 'live-key.file',
  step,
  title: words.askFile,
  flag: '--production-file',
  defaultInWords: '.env.production',
  check: (text) => {
    const path = normalize(text);
    if (text === '' || isAbsolute(path) || path.startsWith('..')) {
      return { ok: false, problem: 'It has to be a path inside the project, such as .env.production.' };
    }
    return { ok: true, answer: path };
  },
});

export const ignoreProductionFile = choiceQuestion({
  id: 'live-key.ignore',
  step,
  title: words.askIgnore,
  flag: '--ignore-production-file',
  choices: [
    { value: 'ignore', label: 'Yes, add it to .gitignore', detail: 'One line is added, for this file only.' },
    { value: 'leave', label: 'No, leave it as it is', detail: 'The checklist will keep naming it.' },
  ],
  defaultInWords: 'Yes, add it to .gitignore',
});

/** The key itself. What it must look like depends on the launch's target, so the target is part of the question. */
export function productionKeyQuestion(target: Target): Question<ProductionKey> {
  return secretQuestion<ProductionKey>({
    id: 'live-key.secret',
    step,
    title: words.askKey,
    defaultInWords: 'the key in FLINT_API_KEY',
    check: (text) => readProductionKey(target, text),
  });
}

export const isYourAccount = choiceQuestion({
  id: 'live-key.merchant',
  step,
  title: 'Is this the account that goes live?',
  flag: '--merchant',
  choices: [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No, this is another account', detail: 'The key is taken out of the file again.' },
  ],
  defaultInWords: 'Yes',
});

/** For the list of questions, which knows no target yet. */
const anyTarget: Target = { name: 'live', baseUrl: new URL('https://api.withflintpay.com') };

export const liveKeyQuestions: readonly Question[] = [
  productionFile,
  ignoreProductionFile,
  productionKeyQuestion(anyTarget),
  isYourAccount,
];
