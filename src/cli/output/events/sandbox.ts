import { z } from 'zod';
import { listOf } from './parts.ts';

const ready = z
  .strictObject({
    type: z.literal('ready'),
    url: z.string(),
    dashboardUrl: z.string(),
    keys: z.strictObject({ test: z.string(), live: z.string() }).describe('of this sandbox alone'),
    merchantId: z.string(),
    controlUrl: z.string().optional(),
    stateFile: z.string().optional(),
    seed: z.enum(['planted', 'not read']).optional(),
    faults: listOf(z.string()),
    curl: z.string().describe('a call that works at once'),
  })
  .describe('the sandbox runs');

/** What `flint-golive sandbox` says, besides how it ended. */
export const sandboxEvents = ready;
