import { connect } from '../../src/flint/client.ts';
import { readKey } from '../../src/flint/keys.ts';
import type { Mode } from '../../src/flint/mode.ts';
import { Pacer } from '../../src/recreate/pacer.ts';

/** A client of a sandbox that paces its calls, as step 4 has it. */
export function clientOf<M extends Mode>(mode: M, key: string, baseUrl: string) {
  const read = readKey(key);
  if ('problem' in read || read.mode !== mode) throw new Error(`not a ${mode} key`);
  // The mode was just compared; TypeScript does not join the two.
  return connect({
    mode,
    key: read.key as Parameters<typeof connect<M>>[0]['key'],
    baseUrl: new URL(baseUrl),
    traffic: new Pacer(),
  });
}
