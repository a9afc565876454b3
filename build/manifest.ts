import { z } from 'zod';
import { nativePackages } from './native-packages.ts';

const source = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * The manifest of the published package, which is dist/ alone. Everything is bundled, so it has no dependencies; only the
 * native packages are optional ones, in the very version that was tested.
 *
 * @param packageJson the project's own manifest, parsed
 * @param outside the packages that the bundle expects to find beside it
 * @throws if one of them is not native, or not an optional dependency of the project
 */
export function publishedManifest(packageJson: unknown, outside: readonly string[]): Record<string, unknown> {
  const { optionalDependencies: versions, ...described } = source.parse(packageJson);
  const missing = outside.filter((name) => nativePackages[name] === undefined);
  if (missing.length > 0) throw new Error(`not bundled, so missing when published: ${missing.join(', ')}`);
  const optionalDependencies = Object.fromEntries(
    outside.map((name) => {
      const version = versions[name];
      if (version === undefined) throw new Error(`${name} is native and not an optional dependency of the project`);
      return [name, version];
    }),
  );
  return {
    ...described,
    type: 'module',
    bin: { 'flint-golive': 'bin/flint-golive.js' },
    engines: { node: '>=22.12' },
    ...(outside.length > 0 ? { optionalDependencies } : {}),
    files: ['bin', 'chunks', 'cli.js', 'THIRD-PARTY-NOTICES.txt'],
  };
}
