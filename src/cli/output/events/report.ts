import { z } from 'zod';
import { report } from '../../../report/model.ts';
import { result } from './parts.ts';

/** What `flint-golive report` says with `--json`. */
export const reportEvents = z
  .strictObject({
    ...result,
    command: z.literal('report'),
    outcome: z.literal('written'),
    format: z.enum(['md', 'html', 'json']),
    file: z.string().optional().describe('where it was written to as well'),
    report,
  })
  .describe('the report itself');
