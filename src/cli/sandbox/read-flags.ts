import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type ApiOptions,
  checkSeed,
  type Feature,
  features,
  type Generation,
  isFeature,
  isGeneration,
  type ManualClock,
  manualClock,
  parseFault,
  type SandboxOptions,
  type SeedDocument,
} from '../../sandbox/index.ts';
import { misused } from './failures.ts';
import type { SandboxFlags } from './options.ts';

/** What the sandbox is started with, and the clock if it is one that can be moved. */
export interface ReadFlags {
  readonly options: SandboxOptions;
  readonly clock: ManualClock | undefined;
}

/**
 * Turns the flags into options of the sandbox, reading the seed's file.
 *
 * @throws LaunchStopped, FaultSyntaxError or SeedRefused for what cannot be used
 */
export async function readFlags(flags: SandboxFlags): Promise<ReadFlags> {
  const { port, speed, state, seed, fault } = flags;
  if (flags.manualClock === true && flags.controlPort === undefined) {
    throw misused(
      'A manual clock that nothing can move would stand still for ever. Nothing was started.',
      'Only the control surface moves it.',
      'Give --control-port as well.',
    );
  }
  const clock = flags.manualClock === true ? manualClock() : undefined;
  const options: SandboxOptions = {
    port,
    speed,
    api: readApi(flags),
    faults: fault.map(parseFault),
    ...(state === undefined ? {} : { stateFile: resolve(state) }),
    ...(seed === undefined ? {} : { seed: await readSeedFile(seed) }),
    ...(clock === undefined ? {} : { clock }),
  };
  return { options, clock };
}

function readApi({ api, apiFeature }: SandboxFlags): ApiOptions {
  const chosen: Partial<Record<Feature, Generation>> = {};
  const without: Feature[] = [];
  for (const written of apiFeature) {
    const [name = '', generation = ''] = written.split('=');
    if (!isFeature(name)) throw unknownChoice(written, `The features are ${features.join(', ')}.`);
    if (generation === 'none') without.push(name);
    else if (isGeneration(generation)) chosen[name] = generation;
    else throw unknownChoice(written, 'A feature is served as guide, as 2026-09-07, or not at all (none).');
  }
  return { default: api, features: chosen, without };
}

function unknownChoice(written: string, meaning: string): Error {
  return misused(
    `--api-feature ${written} cannot be used. Nothing was started.`,
    meaning,
    'Write it as in --api-feature order=2026-09-07.',
  );
}

async function readSeedFile(path: string): Promise<SeedDocument> {
  const unusable = (meaning: string): Error =>
    misused(
      `The start data in ${path} cannot be used. Nothing was started.`,
      meaning,
      'Check the file named by --seed.',
    );
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw unusable(`The file cannot be read (${error instanceof Error && 'code' in error ? error.code : error}).`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw unusable('It is not valid JSON.');
  }
  return checkSeed(content);
}
