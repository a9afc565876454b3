import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Generation } from './document.ts';
import { bySchema, drawBody, everyMischief, successOf } from './generated-answers.ts';
import { ContractSchemas } from './schemas.ts';
import { loadContract } from './validator.ts';

const operationsOf = (generation: Generation) =>
  loadContract(generation)
    .untouched()
    .filter((name) => !name.startsWith('webhook '));

test.each(['guide', '2026-09-07'] as const)('what is drawn by schema conforms to the %s document', (generation) => {
  const schemas = new Map<object, ContractSchemas>();
  for (const operation of operationsOf(generation)) {
    const success = successOf(generation, operation);
    if (success === undefined) continue;
    const own = schemas.get(success.document) ?? new ContractSchemas(success.document);
    schemas.set(success.document, own);
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        expect([operation, own.check(success.body, drawBody(draw, success, bySchema))]).toEqual([operation, []]);
      }),
      { numRuns: 15 },
    );
  }
});

test('mischief does leave the schema', () => {
  const success = successOf('2026-09-07', 'GET /v1/orders/{order_id}');
  if (success === undefined) throw new Error('There is such an operation.');
  const schemas = new ContractSchemas(success.document);
  let wrong = 0;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      if (schemas.check(success.body, drawBody(draw, success, everyMischief)).length > 0) wrong += 1;
    }),
    { numRuns: 50 },
  );
  expect(wrong).toBeGreaterThan(5);
});
