import { z } from 'zod';
import { listOf, result } from './parts.ts';

const question = z.strictObject({
  id: z.string(),
  step: z.string(),
  kind: z.enum(['choice', 'several', 'text', 'secret', 'money']),
  title: z.string(),
  choices: listOf(z.strictObject({ value: z.string(), label: z.string() })).optional(),
  default: z.string().optional(),
  flag: z.string().optional(),
});

/** What `flint-golive questions` says. */
export const questionsEvents = z.strictObject({
  ...result,
  command: z.literal('questions'),
  outcome: z.literal('listed'),
  questions: listOf(question),
});
