import { posix } from 'node:path';
import { envFilePurpose } from './env-file-name.ts';
import type { Reference } from './reference.ts';

/**
 * Which settings never reach production: those of an env file whose name says no environment, such as `.env`, that a production env
 * file beside it sets as well. Every loader that reads both lets the one that names the environment win.
 */
export function overriddenAmong(references: readonly Reference[]): (reference: Reference) => boolean {
  const inProduction = new Set(
    references.filter(({ file, inEnvFile }) => inEnvFile && envFilePurpose(file) === 'production').flatMap(setting),
  );
  return (reference) =>
    reference.inEnvFile &&
    envFilePurpose(reference.file) === 'unsaid' &&
    setting(reference).some((name) => inProduction.has(name));
}

/** A variable and the folder whose env files set it. */
function setting({ file, variable }: Reference): readonly string[] {
  return variable === undefined ? [] : [JSON.stringify([posix.dirname(file), variable])];
}
