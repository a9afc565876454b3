import { describe, expect, it } from 'vitest';
import { ContractDocument, isRecord, type Place } from '../contract/document.ts';
import { type Operation, readRoutes } from '../contract/operations.ts';
import { commonErrors, errorsOfCalls, errorsOfWrites } from './documented-errors.ts';
import { kinds } from './fault-rows.ts';
import { callsOfStepFive, operationOf } from './step-five-calls.ts';

const made = new Set(callsOfStepFive.map(({ route }) => operationOf(route)));

const documented = (['guide', '2026-09-07'] as const).flatMap((generation) => {
  const document = new ContractDocument(generation);
  return readRoutes(document).flatMap(({ path, operations }) =>
    [...operations]
      .map(([method, operation]) => ({ operation: `${method} ${path.replaceAll(/\{\w+\}/g, '*')}`, at: operation }))
      .filter(({ operation }) => made.has(operation))
      .map(({ operation, at }) => ({ generation, operation, errors: errorsIn(document, at) })),
  );
});

/** The error statuses that an operation of a document can answer with, and every code that it names. */
function errorsIn(document: ContractDocument, { place }: Operation) {
  const answers = document.children(document.child(place, 'responses'));
  const refusals = answers.filter(([status]) => /^[45]/.test(status));
  const texts = refusals.map(([status, answer]) => `${status} ${textOf(answer)}`);
  const all = [textOf(place), ...texts].join(' ');
  return {
    statuses: [...new Set(texts.join(' ').match(/\b[45]\d\d\b/g))].map(Number),
    codes: [...new Set(all.match(/\b[A-Z]{2,}(?:_[A-Z]+)+\b/g))],
  };
}

function textOf({ value }: Place): string {
  return isRecord(value) && typeof value.description === 'string' ? value.description : '';
}

describe('the fault matrix of step 5 and the API documents', () => {
  it('know the same calls', () => {
    expect(new Set(documented.map(({ operation }) => operation))).toEqual(made);
  });

  it.each(documented)('agree on every status of $operation, $generation', ({ errors: { statuses } }) => {
    expect(statuses).toEqual(expect.arrayContaining([400, 401, 403, 429, 500, 502, 503, 504]));
    const met = [
      ...kinds.flatMap(({ effect }) => Number(/^status=(\d+)/.exec(effect)?.[1] ?? 0)),
      ...commonErrors.map(({ status }) => status),
    ];
    expect(statuses.filter((status) => !met.includes(status))).toEqual([]);
  });

  it.each(documented)('agree on every code of $operation, $generation', ({ operation, errors: { codes } }) => {
    expect(codes.length).toBeGreaterThan(5);
    const own = errorsOfCalls[operation] ?? [];
    const ofLists = errorsOfCalls['GET /v1/orders'] ?? [];
    const met = [...own, ...ofLists, ...commonErrors, ...errorsOfWrites].map(({ code }) => code);
    expect(codes.filter((code) => !met.includes(code))).toEqual([]);
  });
});
