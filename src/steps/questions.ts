import type { Question } from '../launch/question.ts';
import { accountQuestions } from './account/questions.ts';
import { configurationQuestions } from './configuration/questions.ts';
import { cutOverQuestions } from './cut-over/questions.ts';
import { liveKeyQuestions } from './live-key/questions.ts';
import { readinessQuestions } from './readiness/questions.ts';

/** Every question a launch can ask, in the order of the steps. */
export const questions: readonly Question[] = [
  ...accountQuestions,
  ...liveKeyQuestions,
  ...readinessQuestions,
  ...configurationQuestions,
  ...cutOverQuestions,
];
