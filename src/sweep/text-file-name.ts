import { isEnvFile } from './env-file-name.ts';

const textEndings =
  /\.(?:[cm]?[jt]sx?|json[5cl]?|ya?ml|toml|ini|conf|cfg|properties|xml|plist|html?|vue|svelte|astro|mdx?|txt|csv|sql|graphql|py|rb|php|go|rs|java|kts?|cs|swift|scala|exs?|sh|ps1|tf|tfvars)$/i;

/**
 * True for files that people write as text, by their ending. A NUL in one of them is a stray byte or another encoding, and no sign
 * of a binary. Env files are none of them: one with a NUL is named as not read, for no loader reads it either.
 */
export function isTextByName(path: string): boolean {
  return textEndings.test(path) && !isEnvFile(path);
}
