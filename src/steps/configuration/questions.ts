import type { Question } from '../../launch/question.ts';
import { resourceQuestions } from './resources/questions.ts';
import { webhookQuestions } from './webhook/questions.ts';

export const configurationQuestions: readonly Question[] = [...webhookQuestions, ...resourceQuestions];
