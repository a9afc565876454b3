import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { inject } from 'vitest';
import type { Exchange } from '../../../src/sandbox/index.ts';

const recorder = new URL('./record-exchanges.mjs', import.meta.url).href;

/**
 * For the environment of a program that a test runs: whatever its sandbox exchanges is then held to the contract too, when the test ends.
 * `nodeOptions` are what the program is to get besides.
 */
export function recordedEnvironment(nodeOptions = ''): { NODE_OPTIONS: string; GOLIVE_EXCHANGES: string } {
  const folder = ownFolder();
  mkdirSync(folder, { recursive: true });
  return { NODE_OPTIONS: `--import ${recorder} ${nodeOptions}`.trim(), GOLIVE_EXCHANGES: folder };
}

/** What programs recorded since the last call. A killed program may leave its last line half written. */
export function childExchanges(): Exchange[] {
  const folder = ownFolder();
  return namesIn(folder).flatMap((name) => {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    rmSync(join(folder, name));
    // The recorder wrote what the sandbox published, one line an exchange.
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Exchange);
  });
}

function ownFolder(): string {
  return join(inject('contractFolder'), `children-${process.pid}-${threadId}`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
