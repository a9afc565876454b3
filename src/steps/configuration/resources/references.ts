import { envFilePurpose } from '../../../sweep/env-file-name.ts';
import type { Reference } from '../../../sweep/reference.ts';

/** Development and example env files keep their test ids: they are meant to. */
export function isShipped({ file, inEnvFile }: Reference): boolean {
  return !inEnvFile || envFilePurpose(file) === 'production';
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
