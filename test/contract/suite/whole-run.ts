import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { z } from 'zod';
import { loadContract } from '../validator.ts';
import { untestedOperations } from './untested-operations.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where workers leave what they touched, and programs under test what they exchanged. */
    contractFolder: string;
  }
}

let run: { readonly project: TestProject; readonly folder: string } | undefined;

/** Before the suite: a folder where workers leave what they touched. */
export function setup(project: TestProject): void {
  const folder = mkdtempSync(join(tmpdir(), 'golive-contract-'));
  project.provide('contractFolder', folder);
  run = { project, folder };
}

/** After the suite: every operation of both documents has been touched, or has a reason not to be. */
export async function teardown(): Promise<void> {
  if (run === undefined) return;
  const { project, folder } = run;
  const touched = new Set(touchedIn(folder));
  rmSync(folder, { recursive: true, force: true });
  if (!(await ranWhole(project))) return;
  const untouched = everyOperation().filter((name) => !touched.has(name) && !Object.hasOwn(untestedOperations, name));
  const needless = Object.keys(untestedOperations).filter((name) => touched.has(name));
  const complaints = [
    ...untouched.map((name) => `No test touches ${name}.`),
    ...needless.map((name) => `A test touches ${name}, so it needs no reason in untested-operations.ts any more.`),
  ];
  if (complaints.length === 0) return;
  process.exitCode = 1;
  throw new Error(['The suite does not cover the API documents:', ...complaints].join('\n  '));
}

/** Every operation and delivery of both documents, as `guide GET /v1/orders`. */
export function everyOperation(): string[] {
  return (['guide', '2026-09-07'] as const).flatMap((generation) =>
    loadContract(generation)
      .untouched()
      .map((name) => `${generation} ${name}`),
  );
}

/** Only a run of all test files, with all their tests, can be held to it. */
async function ranWhole({ vitest, globTestFiles }: TestProject): Promise<boolean> {
  if (vitest.getGlobalTestNamePattern() !== undefined) return false;
  const all = await globTestFiles.call(vitest.getRootProject());
  const ran = vitest.state.getTestModules();
  return ran.length === all.testFiles.length && ran.every((module) => module.ok());
}

function touchedIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith('touched-'));
  return names.flatMap((name) => z.array(z.string()).parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}
