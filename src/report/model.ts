import { z } from 'zod';

/** Rises when something that was there goes or changes its meaning. */
export const reportVersion = 1;

const time = z.string().describe('RFC 3339, UTC');
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

const evidence = z.strictObject({ what: z.string(), at: time, requestId: z.string().optional() });

const happening = z.strictObject({
  at: time,
  kind: z.enum(['answered', 'confirmed', 'done', 'adopted', 'begun', 'refused', 'proved', 'taken back', 'withdrawn']),
  text: z.string(),
  by: z.string().optional().describe('who answered or confirmed'),
  requestId: z.string().optional(),
  mode: z.string().optional().describe('the mode that the answer named'),
});

const looked = z.strictObject({
  title: z.string(),
  status: z.enum(['done', 'missing', "can't tell"]),
  message: z.string(),
  evidence: list(evidence),
});

const checklistItem = z.strictObject({
  id: z.string(),
  group: z.string(),
  title: z.string(),
  status: z.enum(['done', 'attested', 'missing', "can't tell"]),
  message: z.string(),
  remedy: z.string().optional(),
  attested: z.strictObject({ by: z.string(), at: time }).optional(),
  evidence: list(evidence),
});

/** A launch as a document. Plain data without any secret. */
export const report = z.strictObject({
  version: z.literal(reportVersion),
  program: z.strictObject({ name: z.literal('flint-golive'), version: z.string() }),
  writtenAt: time,
  launch: z.strictObject({
    name: z.string(),
    target: z.enum(['live', 'sandbox', 'embedded']),
    project: z.string().describe('the name of the project folder, without where it lies'),
    startedAt: time,
  }),
  account: z.strictObject({ merchantId: z.string(), name: z.string().optional() }).optional(),
  status: z.strictObject({ headline: z.string(), next: z.string(), looked: list(looked) }),
  proofs: list(
    z.strictObject({ text: z.string(), at: time, requestId: z.string().optional(), mode: z.string().optional() }),
  ),
  happenings: list(happening),
  checklist: list(checklistItem),
  ids: list(z.strictObject({ sandbox: z.string(), live: z.string() })),
  open: list(z.string()),
});

export type Report = z.infer<typeof report>;
