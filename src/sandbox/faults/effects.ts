/** How the effect of a fault is written. The parser, the printer and the help all read this one table. */
export interface EffectSyntax {
  readonly name: string;
  /** What stands behind `=`, in words for the help; absent: nothing may. */
  readonly value?: string;
  readonly valueRequired?: true;
  /** Words that may follow. */
  readonly options?: readonly OptionName[];
  /** Whether it is one for deliveries, for calls, or for both. */
  readonly of: 'calls' | 'deliveries' | 'both';
  readonly meaning: string;
}

export type OptionName = 'code' | 'retry-after' | 'after-commit';

export const effectSyntax: readonly EffectSyntax[] = [
  {
    name: 'status',
    value: 'N',
    valueRequired: true,
    options: ['code', 'retry-after', 'after-commit'],
    of: 'calls',
    meaning: 'answers with this error status and an error body as Flint writes them',
  },
  { name: 'reset-before-commit', of: 'calls', meaning: 'breaks the connection; nothing was done' },
  { name: 'reset-after-commit', of: 'calls', meaning: 'does the work, then breaks the connection' },
  {
    name: 'delay',
    value: 'TIME',
    valueRequired: true,
    options: ['after-commit'],
    of: 'both',
    meaning: 'waits first, such as 250ms or 20s of the sandbox’s clock, whatever its speed',
  },
  { name: 'half-body', of: 'calls', meaning: 'does the work, sends half of the answer, breaks the connection' },
  {
    name: 'html-page',
    value: 'N',
    options: ['after-commit'],
    of: 'calls',
    meaning: 'answers with a page of HTML as an edge would, status 502 or the one given',
  },
  {
    name: 'redirect',
    value: 'URL',
    of: 'calls',
    meaning: 'answers 307 to another origin, or to the URL given; nothing was done',
  },
  { name: 'wrong-mode', of: 'calls', meaning: 'Flint-Mode names the other mode' },
  { name: 'no-mode', of: 'calls', meaning: 'leaves Flint-Mode out' },
  { name: 'wrong-merchant', of: 'calls', meaning: 'Flint-Merchant-Id names another merchant' },
  {
    name: 'unknown-enum',
    value: 'FIELD',
    of: 'calls',
    meaning: 'gives every status, or the field named, a value nobody has heard of',
  },
  { name: 'no-request-id', of: 'calls', meaning: 'leaves the request id out, of the headers and of the body' },
  { name: 'odd-request-id', of: 'calls', meaning: 'gives a request id of an odd form' },
  { name: 'null-for-absent', of: 'calls', meaning: 'sends optional fields that have no value as null' },
  { name: 'no-secret-on-replay', of: 'calls', meaning: 'leaves secrets out of an answer that is a replay' },
  { name: 'duplicate', of: 'deliveries', meaning: 'delivers the event a second time after it was acknowledged' },
  {
    name: 'out-of-order',
    of: 'deliveries',
    meaning: 'holds the event back until the next one to the same endpoint has overtaken it',
  },
];
