import { isLoopback } from '../flint/base-url.ts';
import type { LiveKey, TestKey } from '../flint/keys.ts';
import { readKey } from '../flint/keys.ts';
import type { Reading } from '../launch/question.ts';
import type { TargetName } from '../launch/state.ts';
import { keyRefusal } from './live-key/copy.ts';

/**
 * What a launch may talk to (design, "Targets, modes and money"). Fixed when the launch starts.
 * `live` charges real money; `sandbox` is Flint's own test mode, so its production key is a test key;
 * `embedded` is the sandbox this launch started itself, whose keys carry a marker.
 */
export interface Target {
  readonly name: TargetName;
  readonly baseUrl: URL;
  /** Where the dashboard is, when that is known. Flint's address of it is not part of the guide. */
  readonly dashboardUrl?: string;
}

/** The key that the production service of this launch will use: a live key, or, against Flint's sandbox, a test key. */
export type ProductionKey =
  | { readonly mode: 'live'; readonly key: LiveKey }
  | { readonly mode: 'test'; readonly key: TestKey };

/** The mode that every answer of this launch's production client has to name. */
export function modeOf(target: Target): 'live' | 'test' {
  return target.name === 'sandbox' ? 'test' : 'live';
}

/**
 * Judges a key for this launch by its prefix and marker, before anything is sent with it: a rehearsal takes no key that
 * could reach live, and a live launch takes no key of a rehearsal unless its base URL is on this machine.
 */
export function readProductionKey(target: Target, text: string): Reading<ProductionKey> {
  const read = readKey(text);
  if ('problem' in read) return { ok: false, problem: keyRefusal(read.problem) };
  if (target.name === 'embedded' && !read.marked) return { ok: false, problem: keyRefusal('not of this rehearsal') };
  if (target.name !== 'embedded' && read.marked && !isLoopback(target.baseUrl)) {
    return { ok: false, problem: keyRefusal('of a rehearsal') };
  }
  if (read.mode !== modeOf(target)) {
    return { ok: false, problem: keyRefusal(read.mode === 'test' ? 'test key in live' : 'live key in sandbox') };
  }
  const { mode, key } = read;
  return { ok: true, answer: mode === 'live' ? { mode, key } : { mode, key } };
}

/** Judges a key for reading the sandbox that the configuration is copied from. */
export function readSandboxKey(target: Target, text: string): TestKey | undefined {
  const read = readKey(text);
  if ('problem' in read || read.mode !== 'test') return undefined;
  const allowed = target.name === 'embedded' ? read.marked : !read.marked || isLoopback(target.baseUrl);
  return allowed ? read.key : undefined;
}
