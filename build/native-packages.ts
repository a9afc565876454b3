/**
 * The packages that stay outside of the bundle, each with the reason. They hold machine code for one system, so they cannot be
 * bundled; they come with the published package as optional dependencies, and the program has to live without them.
 */
export const nativePackages: Readonly<Record<string, string>> = {
  '@napi-rs/keyring':
    "talks to the operating system's keychain; src/secrets/keychain-store.ts imports it when it is asked for",
};
