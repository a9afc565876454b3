import { envFilePurpose } from '../../../sweep/env-file-name.ts';
import { overriddenAmong } from '../../../sweep/overridden.ts';
import type { Reference } from '../../../sweep/reference.ts';

/**
 * Which references reach production as far as is known: all but those in env files of development and examples, which are meant to keep
 * their test ids, and settings of a `.env` that a production file beside it sets as well.
 *
 * @param among everything that was found
 */
export function shippedAmong(among: readonly Reference[]): (reference: Reference) => boolean {
  const isOverridden = overriddenAmong(among);
  return (reference) => {
    if (!reference.inEnvFile) return true;
    const purpose = envFilePurpose(reference.file);
    return purpose === 'production' || (purpose === 'unsaid' && !isOverridden(reference));
  };
}

/** Whether a reference stands in what production is configured by: the file of this launch, or one that says so by its name. */
export function isInProductionFile({ file, inEnvFile }: Reference, productionFile: string): boolean {
  return file === productionFile || (inEnvFile && envFilePurpose(file) === 'production');
}

/** Files that hold settings and no code, as far as their names say. */
export function isConfigurationFile(file: string): boolean {
  return /\.(?:json[c5]?|ya?ml|toml|ini|cfg|conf|properties|tfvars|xml|plist)$/i.test(file);
}

/** The files in which an id stands, for a person. */
export function placesOf(references: readonly Reference[], id: string): string {
  return unique(references.filter(({ value }) => value === id).map(({ file }) => file)).join(', ');
}

export function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
