import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectSyntax } from '../../src/sandbox/faults/effects.ts';
import {
  type CallFault,
  type CallRange,
  callMethods,
  type DeliveryFault,
  type Fault,
  plainCallEffects,
} from '../../src/sandbox/faults/fault.ts';
import { FaultSyntaxError, faultGrammar, parseFault, printFault } from '../../src/sandbox/faults/index.ts';
import { operations } from '../../src/sandbox/faults/operations.ts';
import { errorStatuses } from '../../src/sandbox/transport/api-error.ts';

describe('a fault is read', () => {
  it.each<[string, Fault]>([
    [
      'POST /v1/refunds #1 reset-after-commit',
      {
        target: { kind: 'route', method: 'POST', path: '/v1/refunds' },
        calls: { first: 1, last: 1 },
        effect: { kind: 'reset-after-commit' },
      },
    ],
    [
      'GET /v1/orders/* #2-3 status=503',
      {
        target: { kind: 'route', method: 'GET', path: '/v1/orders/*' },
        calls: { first: 2, last: 3 },
        effect: { kind: 'status', status: 503, afterCommit: false },
      },
    ],
    [
      'POST /v1/webhook-endpoints #1 status=429 retry-after=2',
      {
        target: { kind: 'route', method: 'POST', path: '/v1/webhook-endpoints' },
        calls: { first: 1, last: 1 },
        effect: { kind: 'status', status: 429, retryAfter: { form: 'seconds', seconds: 2 }, afterCommit: false },
      },
    ],
    [
      '  live   createRefund every status=503 code=SERVICE_UNAVAILABLE retry-after=date:30 after-commit ',
      {
        target: { kind: 'operation', mode: 'live', operation: 'createRefund' },
        calls: { first: 1 },
        effect: {
          kind: 'status',
          status: 503,
          code: 'SERVICE_UNAVAILABLE',
          retryAfter: { form: 'date', seconds: 30 },
          afterCommit: true,
        },
      },
    ],
    [
      '* /v1/** #4- delay=250ms',
      {
        target: { kind: 'route', method: '*', path: '/v1/**' },
        calls: { first: 4 },
        effect: { kind: 'delay', milliseconds: 250, afterCommit: false },
      },
    ],
    [
      'DELIVERY order.* duplicate',
      { target: { kind: 'delivery', eventType: 'order.*' }, calls: { first: 1 }, effect: { kind: 'duplicate' } },
    ],
    [
      'GET /v1/settings status=429 retry-after=none',
      {
        target: { kind: 'route', method: 'GET', path: '/v1/settings' },
        calls: { first: 1 },
        effect: { kind: 'status', status: 429, afterCommit: false },
      },
    ],
  ])('%s', (text, fault) => {
    expect(parseFault(text)).toEqual(fault);
  });
});

describe('a mistake is pointed at', () => {
  it.each([
    ['', '', 'A fault begins with a route'],
    ['POST', '', 'Which path?'],
    ['POST v1/refunds status=503', 'v1/refunds', 'A path begins with /'],
    ['POST /v1/refunds?a=b status=503', '?a=b', 'before the query'],
    ['POST /v1/**/x status=503', '**/x', 'the last one'],
    ['POST /v1/a* status=503', 'a*', 'one whole segment'],
    ['FETCH /v1/refunds status=503', 'FETCH', 'neither a method nor'],
    ['createRefnd #1 half-body', 'createRefnd', 'Did you mean createRefund?'],
    ['POST /v1/refunds', '', 'What shall happen?'],
    ['POST /v1/refunds #0 half-body', '0 half', 'The first call is #1'],
    ['POST /v1/refunds #3-2 half-body', '2 half', 'comes before'],
    ['POST /v1/refunds #x half-body', '#x', 'Calls are counted'],
    ['POST /v1/refunds staus=503', 'staus', 'Did you mean status?'],
    ['POST /v1/refunds status', '', 'needs a value'],
    ['POST /v1/refunds status=200', '200', 'An error status is one of'],
    ['POST /v1/refunds half-body=3', '=3', 'takes no value'],
    ['POST /v1/refunds delay=soon', 'soon', '250ms or 20s'],
    ['POST /v1/refunds delay=2h', '2h', '250ms or 20s'],
    ['POST /v1/refunds status=429 retry-after=-1', '-1', 'whole seconds'],
    ['POST /v1/refunds status=429 code=oops', 'oops', 'capital letters'],
    ['POST /v1/refunds status=429 code=A code=B', 'code=B', 'given twice'],
    ['POST /v1/refunds status=429 after-commit=1', '=1', 'takes no value'],
    ['POST /v1/refunds half-body after-commit', 'after-commit', 'Nothing can follow half-body'],
    ['POST /v1/refunds redirect=ftp://x', 'ftp://x', 'http://'],
    ['POST /v1/refunds duplicate', 'duplicate', 'is for deliveries'],
    ['DELIVERY order.paid half-body', 'half-body', 'is for calls'],
    ['DELIVERY Order duplicate', 'Order', 'small letters'],
    ['DELIVERY order.paid delay=1s after-commit', 'after-commit', 'never after'],
  ])('%s', (text, pointedAt, problem) => {
    const error = errorOf(text);
    expect(error.problem).toContain(problem);
    expect(text.slice(error.position)).toSatisfy((rest: string) => rest.startsWith(pointedAt));
    if (pointedAt === '') expect(error.position).toBe(text.length);
    const [, shown = '', caret = ''] = error.message.split('\n');
    expect(shown).toBe(`  ${text}`);
    expect(caret).toBe(`  ${' '.repeat(error.position)}^`);
  });

  it('shows no control character of what was given', () => {
    for (const text of ['POST \u001b]0;title\u0007 #1', '\u001b[2J', 'GET /v1/a \u202estatus=503']) {
      expect(errorOf(text).message.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
    }
  });
});

describe('for any text and any fault', () => {
  it('reading throws nothing but its own error', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(...callMethods, 'DELIVERY', 'live', 'every', '#1', '#2-', '/v1/refunds', 'createRefund'),
      fc.constantFrom(...effectSyntax.map(({ name }) => name)),
      fc.constantFrom('status=503', 'status=', 'code=X', 'retry-after=2', 'after-commit', 'delay=2s', '=', '#', '**'),
    );
    let read = 0;
    // What is nearly right gets furthest; so a good half begins with a fault that is right and changes a word of it.
    const damaged = fc.tuple(anyFault, fc.nat(), fc.option(word)).map(([fault, place, other]) => {
      const words = printFault(fault).split(' ');
      return other === null ? words : words.with(place % words.length, other);
    });
    fc.assert(
      fc.property(fc.oneof(fc.array(word, { maxLength: 7 }), damaged), (words) => {
        const text = words.join(' ');
        try {
          const fault = parseFault(text);
          read += 1;
          expect(parseFault(printFault(fault))).toEqual(fault);
        } catch (error) {
          if (!(error instanceof FaultSyntaxError)) throw error;
          expect(error.position).toBeGreaterThanOrEqual(0);
          expect(error.position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(200);
  });

  it('what is printed is read back as it was', () => {
    fc.assert(
      fc.property(anyFault, (fault) => {
        expect(parseFault(printFault(fault))).toEqual(fault);
      }),
      { numRuns: 1000 },
    );
  });
});

it('the help names every effect and every option', () => {
  const help = faultGrammar();
  for (const { name, options = [] } of effectSyntax) {
    for (const word of [name, ...options]) expect(help).toContain(word);
  }
  for (const [, example = ''] of help.matchAll(/--fault '([^']+)'/g)) expect(() => parseFault(example)).not.toThrow();
  for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

function errorOf(text: string): FaultSyntaxError {
  try {
    parseFault(text);
  } catch (error) {
    if (error instanceof FaultSyntaxError) return error;
    throw error;
  }
  throw new Error(`“${text}” was read without complaint.`);
}

const mode = fc.option(fc.constantFrom('test' as const, 'live' as const), { nil: undefined });

/** Leaves properties out that have no value. */
function present<Shape extends object>(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Shape;
}

const calls: fc.Arbitrary<CallRange> = fc
  .tuple(fc.integer({ min: 1, max: 500_000 }), fc.option(fc.integer({ min: 0, max: 500_000 }), { nil: undefined }))
  .map(([first, more]) => present({ first, last: more === undefined ? undefined : first + more }) as CallRange);

const segment = fc.oneof(fc.stringMatching(/^[a-z0-9_-]{1,12}$/), fc.constantFrom('*', '{order_id}'));
const path = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.boolean())
  .map(([segments, open]) => `/${[...segments, ...(open ? ['**'] : [])].join('/')}`);

const callFault = fc.record({
  target: fc.oneof(
    fc
      .record({ mode, method: fc.constantFrom(...callMethods), path })
      .map((target) => present({ kind: 'route' as const, ...target })),
    fc
      .record({ mode, operation: fc.constantFrom(...operations.keys()) })
      .map((target) => present({ kind: 'operation' as const, ...target })),
  ),
  calls,
  effect: fc.oneof(
    fc.constantFrom(...plainCallEffects).map((kind) => ({ kind })),
    fc
      .record({
        status: fc.constantFrom(...errorStatuses),
        code: fc.option(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,30}$/), { nil: undefined }),
        retryAfter: fc.option(
          fc.record({
            form: fc.constantFrom('seconds' as const, 'date' as const),
            seconds: fc.integer({ min: 0, max: 86_400 }),
          }),
          { nil: undefined },
        ),
        afterCommit: fc.boolean(),
      })
      .map((effect) => present({ kind: 'status' as const, ...effect })),
    fc
      .record({ status: fc.constantFrom(200, ...errorStatuses), afterCommit: fc.boolean() })
      .map((effect) => ({ kind: 'html-page' as const, ...effect })),
    fc
      .record({ milliseconds: fc.integer({ min: 0, max: 3_600_000 }), afterCommit: fc.boolean() })
      .map((effect) => ({ kind: 'delay' as const, ...effect })),
    fc
      .option(fc.webUrl(), { nil: undefined })
      .filter((to) => to === undefined || URL.canParse(to))
      .map((to) => present({ kind: 'redirect' as const, to })),
    fc
      .option(fc.stringMatching(/^[a-z][a-z0-9_]{0,30}$/), { nil: undefined })
      .map((field) => present({ kind: 'unknown-enum' as const, field })),
  ),
});

const deliveryFault = fc.record({
  target: fc
    .record({ mode, eventType: fc.stringMatching(/^[a-z_.*]{1,20}$/) })
    .map((target) => present({ kind: 'delivery' as const, ...target })),
  calls,
  effect: fc.oneof(
    fc.constantFrom({ kind: 'duplicate' as const }, { kind: 'out-of-order' as const }),
    fc.integer({ min: 0, max: 3_600_000 }).map((milliseconds) => ({ kind: 'delay' as const, milliseconds })),
  ),
});

// Absent properties were left out above; the type of a record cannot say so.
const anyFault = fc.oneof(callFault as fc.Arbitrary<CallFault>, deliveryFault as fc.Arbitrary<DeliveryFault>);
