import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { operations } from '../../src/sandbox/faults/operations.ts';

interface Document {
  readonly paths: Record<string, Record<string, { readonly operationId?: string }>>;
}

const documents = ['guide', '2026-09-07'].map((name): Document => {
  const text = readFileSync(new URL(`../contract/${name}.openapi.yaml`, import.meta.url), 'utf8');
  return parse(text, { maxAliasCount: 500, merge: true });
});

it('the operations that faults can name are those of both documents', () => {
  const named = documents.flatMap(({ paths }) =>
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { operationId }]) =>
        operationId === undefined ? [] : [[operationId, `${method.toUpperCase()} ${path}`] as const],
      ),
    ),
  );
  expect(Object.fromEntries(operations)).toEqual(Object.fromEntries(named));
});
