import { z } from 'zod';
import { ruleIds } from '../../sweep/rules.ts';
import { listOf, result } from './parts.ts';

const verdict = z
  .strictObject({
    is: z.enum(['test-mode', 'live', 'unknown to both', 'candidate']),
    name: z.string().optional(),
    liveTwin: z.string().optional().describe('its counterpart in live'),
    because: z.string().optional(),
  })
  .describe('what Flint says of an id');

const level = z.enum(['error', 'undecided', 'warning', 'note']);

const finding = z
  .strictObject({
    type: z.literal('finding'),
    rule: z.enum(ruleIds),
    level: level.describe(
      'error: must not be left; undecided: may be one; warning: worth a look; note: found where it may be',
    ),
    kind: z.enum(['configuration id', 'run-time id', 'test key', 'live key', 'webhook secret']),
    value: z.string().describe('the id; of a key or a secret only a mask'),
    prefix: z.string(),
    fingerprint: z.string().describe('a hash of the whole value, by which a finding can be accepted'),
    file: z.string(),
    line: z.int().min(1),
    column: z.int().min(1),
    inEnvFile: z.boolean(),
    variable: z.string().optional(),
    otherVendor: z.string().optional().describe('another vendor that stands around it'),
    what: z.string(),
    why: z.string(),
    remedy: z.string(),
    verdict: verdict.optional(),
    commit: z.string().optional().describe('the commit that added it'),
    accepted: z
      .strictObject({
        reason: z.string(),
        by: z.string(),
        instead: level.describe('its level if nobody had accepted it'),
      })
      .optional(),
  })
  .describe('a reference that was found, and whether it may be there');

const change = z
  .strictObject({
    type: z.literal('change'),
    file: z.string(),
    outcome: z.enum(['changed', 'declined', 'left alone', 'not confirmed']),
    replacements: listOf(z.strictObject({ from: z.string(), to: z.string(), line: z.int().min(1) })),
    because: z.string().optional(),
    backup: z.string().optional(),
  })
  .describe('what became of the change to one file, with --fix; told at once');

const sweepResult = z
  .strictObject({
    ...result,
    command: z.literal('sweep'),
    outcome: z.enum(['clean', 'left']),
    counts: z.strictObject({ error: z.int(), undecided: z.int(), warning: z.int(), note: z.int() }),
    fine: z.int().describe('findings that are where they may be'),
    accepted: z.int().describe('findings that somebody accepted'),
    expired: listOf(z.strictObject({ fingerprint: z.string(), until: z.string(), reason: z.string() })),
    filesRead: z.int(),
    notRead: listOf(z.strictObject({ file: z.string(), reason: z.string(), accepted: z.string().optional() })),
    exported: listOf(z.string()).describe('plans and id maps of launches: the ids in them are left out'),
    history: z.enum(['read', 'cut', 'not read']).optional(),
    asked: z.strictObject({ sandbox: z.boolean(), live: z.boolean(), testKeyFrom: z.string().optional() }),
    countsUndecided: z.boolean(),
  })
  .describe('the sweep as a whole');

const acceptResult = z
  .strictObject({
    ...result,
    command: z.literal('sweep'),
    outcome: z.literal('accepted'),
    added: z.int().describe('findings that went on the list'),
  })
  .describe('what --accept did');

/** What `flint-golive sweep` says. */
export const sweepEvents = z.union([finding, change, sweepResult, acceptResult]);
