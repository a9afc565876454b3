import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { afterAll, beforeEach, expect, inject } from 'vitest';
import { childExchanges } from './children.ts';
import { findings } from './findings.ts';

// Runs before each test file. The hook registered first is the last to run, after the test's own sandbox is closed.
beforeEach(({ onTestFinished }) => {
  onTestFinished(demandConformity);
});

afterAll(() => {
  const folder = inject('contractFolder');
  writeFileSync(join(folder, `touched-${process.pid}-${threadId}.json`), JSON.stringify(findings().touched()));
  demandConformity();
});

/** Fails the test whose traffic, its own or that of a program it ran, does not conform to the documents. */
function demandConformity(): void {
  for (const exchange of childExchanges()) findings().check(exchange);
  expect(findings().take(), 'traffic that does not conform to the API documents').toEqual([]);
}

findings();
