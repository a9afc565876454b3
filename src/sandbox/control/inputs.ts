import { z } from 'zod';
import { requirementCodes } from '../account/requirement-codes.ts';

/** Bodies of the control surface. All refuse unknown fields. */

export const faultsInput = z.strictObject({ faults: z.array(z.string()).min(1) });

export const advanceInput = z.strictObject({
  milliseconds: z
    .number()
    .positive()
    .max(10 * 366 * 86_400_000),
});

export const requirementsInput = z.strictObject({
  requirements: z
    .array(z.string().refine((code) => requirementCodes.includes(code), 'Flint asks for no such requirement'))
    .min(1)
    .optional(),
  due: z.enum(['eventually', 'currently', 'past']).optional(),
  deadline_milliseconds: z.number().positive().optional(),
});

export const balanceInput = z.strictObject({
  mode: z.enum(['test', 'live']).default('live'),
  /** Minor units; null takes the limit away. */
  amount: z.int().nullable(),
});

export const emptyInput = z.strictObject({});
